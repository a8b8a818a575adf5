package dev.limen.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each language says everything, with the same placeholders, and in its own words. */
class MessagesTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    /** Words that two languages happen to share. */
    private static final Set<String> SAME_IN = Set.of();

    private final Properties english = bundle("en");

    static Stream<String> languages() {
        return Locales.SUPPORTED.stream().map(locale -> locale.toLanguageTag()).filter(tag -> !tag.equals("en"));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyKeyIsThere(String language) {
        assertThat(bundle(language).stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void placeholdersAreTheSame(String language) {
        Properties translated = bundle(language);
        for (String key : english.stringPropertyNames()) {
            assertThat(placeholders(translated.getProperty(key)))
                    .as(language + " " + key)
                    .isEqualTo(placeholders(english.getProperty(key)));
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void nothingIsLeftUntranslated(String language) {
        Properties translated = bundle(language);
        for (String key : english.stringPropertyNames()) {
            if (SAME_IN.contains(language + " " + key)) {
                continue;
            }
            assertThat(translated.getProperty(key)).as(language + " " + key).isNotBlank();
            assertThat(translated.getProperty(key)).as(language + " " + key).isNotEqualTo(english.getProperty(key));
        }
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties bundle(String language) {
        Properties properties = new Properties();
        String file = "/messages/msg_" + language + ".properties";
        try (InputStream in = MessagesTest.class.getResourceAsStream(file)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
