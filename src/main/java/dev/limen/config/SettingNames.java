package dev.limen.config;

import dev.limen.config.SettingsException.Fault;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The names that {@link LimenConfig} declares, and the ones that an operator wrote. */
final class SettingNames {
    private static final String PREFIX = "limen.";
    private static final String ENVIRONMENT_PREFIX = "LIMEN_";
    private static final String SWITCH = "true|false";
    private static final String EACH_FEATURE = PREFIX + "features.*";

    /** A list is there twice: once as a whole, and once more for its numbered entries. */
    private static final String EACH_ENTRY = "[*]";

    /** What Kubernetes puts into the environment of every container beside a service called "limen". */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("LIMEN_SERVICE_(HOST|PORT(_.*)?)|LIMEN_PORT(_\\d+_(TCP|UDP|SCTP)(_.*)?)?");

    /** Names further apart than this are not taken for a slip of the pen. */
    private static final int FARTHEST_GUESS = 4;

    private final Map<String, String> defaults = new TreeMap<>();

    SettingNames() {
        ConfigClass.configClass(LimenConfig.class).getProperties().forEach((name, value) -> {
            if (!name.equals(EACH_FEATURE) && !name.endsWith(EACH_ENTRY)) {
                defaults.put(name, Optional.ofNullable(value).orElse(""));
            }
        });
        for (Feature feature : Feature.values()) {
            String name = feature.name().toLowerCase(Locale.ROOT).replace('_', '-');
            defaults.put(PREFIX + "features." + name, String.valueOf(feature.onByDefault()));
        }
    }

    /** Every setting with its default, which is empty for an optional one. */
    Map<String, String> defaults() {
        return defaults;
    }

    /** The form of an environment variable: {@code limen.data-dir} becomes {@code LIMEN_DATA_DIR}. */
    static String environmentForm(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** A fault for each name that begins as Limen's do, but is none of them. */
    List<Fault> unknownIn(Iterable<ConfigSource> sources) {
        Set<String> unknown = new TreeSet<>();
        StreamSupport.stream(sources.spliterator(), false)
                .flatMap(this::unknownIn)
                .forEach(unknown::add);
        return unknown.stream().map(this::fault).toList();
    }

    private Stream<String> unknownIn(ConfigSource source) {
        if (source instanceof EnvConfigSource) {
            Set<String> known = new TreeSet<>();
            defaults.keySet().forEach(name -> known.add(environmentForm(name)));
            return source.getProperties().keySet().stream()
                    .filter(name -> name.startsWith(ENVIRONMENT_PREFIX))
                    .filter(name -> !known.contains(name.replaceAll("_\\d+_?$", "")) && !known.contains(name))
                    .filter(name -> !isServiceLink(name, source.getValue(name)));
        }
        return source.getPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> !defaults.containsKey(name.replaceAll("\\[\\d+]$", "")));
    }

    /** A fault for each switch that is neither on nor off; the library would take any other word for off. */
    List<Fault> unclearSwitchesIn(SmallRyeConfig config) {
        return defaults.entrySet().stream()
                .filter(setting -> setting.getValue().matches(SWITCH))
                .filter(setting -> config.getOptionalValue(setting.getKey(), String.class)
                        .filter(value -> !value.strip().matches(SWITCH))
                        .isPresent())
                .map(setting -> new Fault(environmentForm(setting.getKey()), "must be true or false"))
                .toList();
    }

    private static boolean isServiceLink(String name, String value) {
        return SERVICE_LINK.matcher(name).matches()
                && (name.startsWith("LIMEN_SERVICE_")
                        || name.length() > "LIMEN_PORT".length()
                        || value.contains("://"));
    }

    private Fault fault(String name) {
        boolean environment = name.startsWith(ENVIRONMENT_PREFIX);
        Optional<String> guess = defaults.keySet().stream()
                .map(known -> environment ? environmentForm(known) : known)
                .min(Comparator.comparingInt(known -> distance(name, known)))
                .filter(known -> distance(name, known) <= FARTHEST_GUESS);
        return new Fault(
                name,
                "no such setting"
                        + guess.map(known -> "; did you mean " + known + "?").orElse(""));
    }

    /** How many letters to insert, delete or replace to get from one to the other (Levenshtein). */
    static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
