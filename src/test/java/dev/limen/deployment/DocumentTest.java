package dev.limen.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** deployment/README.md says of each file what it is for, and names none that is not there. */
class DocumentTest {

    private static final Path FILES = Path.of("deployment");
    private static final Path DOCUMENT = FILES.resolve("README.md");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        assertThat(links()).isNotEmpty().allMatch(link -> Files.exists(FILES.resolve(link)));
    }

    @Test
    void everyFileIsThere() throws IOException {
        List<Path> named = links().stream().map(FILES::resolve).toList();
        try (Stream<Path> files = Files.walk(FILES)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.equals(DOCUMENT))
                            .filter(file -> !file.getFileName().toString().matches("\\.env|secret\\.env")))
                    .allMatch(file -> named.stream().anyMatch(name -> file.startsWith(name.normalize())));
        }
    }

    private static List<String> links() throws IOException {
        return LINK.matcher(Files.readString(DOCUMENT))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://"))
                .collect(Collectors.toList());
    }
}
