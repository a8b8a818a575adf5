package dev.limen.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildSettingsTest {

    /** Of two, the framework takes one and says so in a line that nobody reads. */
    @Test
    void noSettingIsGivenTwice() throws IOException {
        List<String> keys = Files.readAllLines(Path.of("src/main/resources/application.properties")).stream()
                .filter(line -> !line.startsWith("#") && line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')).strip())
                .toList();
        assertThat(keys.stream().filter(key -> Collections.frequency(keys, key) > 1))
                .isEmpty();
    }
}
