package dev.limen.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/specs.md names a class and a test for each clause; each of them exists. */
class SpecsDocumentTest {

    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)`");

    @Test
    void everyClassAndTestThatItNamesExists() throws IOException {
        Set<String> sources = sources();
        List<String> rows = Files.readAllLines(Path.of("docs/specs.md")).stream()
                .filter(line -> line.startsWith("| RFC") || line.startsWith("| Core") || line.contains("` | `"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(30);
        for (String row : rows) {
            List<String> names = NAME.matcher(row)
                    .results()
                    .map((MatchResult m) -> m.group(1))
                    .toList();
            assertThat(names).as(row).hasSizeGreaterThanOrEqualTo(2).anyMatch(name -> name.endsWith("Test"));
            assertThat(sources).as(row).containsAll(names);
        }
    }

    private static Set<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
