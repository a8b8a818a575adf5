package dev.limen.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever writes in SQL says which tables: {@link dev.limen.storage.NativeWrite} tells why. */
class NativeWritesTest {

    private static final Pattern UNNAMED = Pattern.compile("createNativeQuery\\([^;]*executeUpdate\\(\\)");

    @Test
    void everyStatementThatWritesNamesItsTables() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> unnamed = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(NativeWritesTest::writesUnnamed)
                    .toList();
            assertThat(unnamed).isEmpty();
        }
    }

    private static boolean writesUnnamed(Path file) {
        try {
            return UNNAMED.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
