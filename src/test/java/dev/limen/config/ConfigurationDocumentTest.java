package dev.limen.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/configuration.md names every setting of {@link LimenConfig}, with its true default, and no other. */
class ConfigurationDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/configuration.md");
    private static final Pattern ROW = Pattern.compile("\\| `(limen\\.[^`]+)` \\| `([^`]+)` \\| ([^|]+) \\| (.+) \\|");
    private static final Pattern MENTION = Pattern.compile("\\bLIMEN_[A-Z_]*[A-Z]");

    private final Map<String, String> settings = new SettingNames().defaults();

    @Test
    void everySettingHasARowWithItsDefault() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        for (MatchResult row : rows()) {
            String fallback = row.group(3).equals("none") ? "" : row.group(3).replace("`", "");
            assertThat(documented.put(row.group(1), fallback))
                    .as("a second row for %s", row.group(1))
                    .isNull();
        }
        assertThat(documented).containsExactlyInAnyOrderEntriesOf(settings);
    }

    @Test
    void everyRowHasTheRightEnvironmentVariableAndAMeaning() throws IOException {
        for (MatchResult row : rows()) {
            assertThat(row.group(2)).isEqualTo(SettingNames.environmentForm(row.group(1)));
            assertThat(row.group(4)).as(row.group(1)).endsWith(".");
        }
    }

    @Test
    void noTextNamesASettingThatDoesNotExist() throws IOException {
        List<String> mentioned = MENTION.matcher(Files.readString(DOCUMENT))
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(settings.keySet().stream().map(SettingNames::environmentForm).collect(Collectors.toSet()))
                .containsAll(mentioned);
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT)).results().toList();
    }
}
