package dev.limen.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A part of a YAML document, which a path like {@code spec.containers.0.image} leads into. */
record Yaml(Object value) {

    static List<Yaml> documents(String text) {
        Iterable<Object> all = new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text);
        return StreamSupport.stream(all.spliterator(), false).map(Yaml::new).toList();
    }

    static Yaml of(Path file) {
        try {
            return documents(Files.readString(file)).getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the path leads to; a value of nothing if it leads nowhere. */
    Yaml at(String path) {
        Object here = value;
        for (String step : path.split("\\.")) {
            here = here instanceof List<?> list
                    ? list.get(Integer.parseInt(step))
                    : here instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return new Yaml(here);
    }

    /** A key that has dots itself. */
    Yaml key(String name) {
        return new Yaml(((Map<?, ?>) value).get(name));
    }

    Stream<Yaml> each() {
        return value instanceof List<?> list ? list.stream().map(Yaml::new) : Stream.empty();
    }

    String text() {
        return String.valueOf(value);
    }

    boolean is(Object other) {
        return other.equals(value);
    }
}
