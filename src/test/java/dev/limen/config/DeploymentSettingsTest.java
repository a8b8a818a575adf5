package dev.limen.config;

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

/** The files of {@code deployment/} and docs/operations.md set what there is to set. */
class DeploymentSettingsTest {

    private static final Pattern MENTION = Pattern.compile("\\bLIMEN_[A-Z_]*[A-Z]");

    @Test
    void noneNamesASettingThatDoesNotExist() throws IOException {
        Set<String> settings = new SettingNames()
                .defaults().keySet().stream().map(SettingNames::environmentForm).collect(Collectors.toSet());
        try (Stream<Path> deployment = Files.walk(Path.of("deployment"))) {
            List<Path> files = Stream.concat(
                            deployment.filter(Files::isRegularFile), Stream.of(Path.of("docs", "operations.md")))
                    .toList();
            for (Path file : files) {
                assertThat(MENTION.matcher(Files.readString(file)).results().map(MatchResult::group))
                        .as(file.toString())
                        .allMatch(name -> settings.contains(name) || name.equals("LIMEN_PORT"));
            }
        }
    }
}
