package dev.limen.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each language says everything, with the same placeholders, and in its own words. */
class MessagesTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    static Stream<Arguments> translations() {
        return Stream.of("msg", "demo").flatMap(bundle -> Locales.SUPPORTED.stream()
                .map(Locale::toLanguageTag)
                .filter(language -> !language.equals("en"))
                .map(language -> Arguments.of(bundle, language)));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void everyKeyIsThere(String bundle, String language) {
        assertThat(texts(bundle, language).stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(texts(bundle, "en").stringPropertyNames());
    }

    @ParameterizedTest
    @MethodSource("translations")
    void placeholdersAreTheSame(String bundle, String language) {
        Properties english = texts(bundle, "en");
        Properties translated = texts(bundle, language);
        for (String key : english.stringPropertyNames()) {
            assertThat(placeholders(translated.getProperty(key)))
                    .as(language + " " + key)
                    .isEqualTo(placeholders(english.getProperty(key)));
        }
    }

    @ParameterizedTest
    @MethodSource("translations")
    void nothingIsLeftUntranslated(String bundle, String language) {
        Properties english = texts(bundle, "en");
        Properties translated = texts(bundle, language);
        for (String key : english.stringPropertyNames()) {
            assertThat(translated.getProperty(key))
                    .as(language + " " + key)
                    .isNotBlank()
                    .isNotEqualTo(english.getProperty(key));
        }
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties texts(String bundle, String language) {
        Properties properties = new Properties();
        String file = "/messages/" + bundle + "_" + language + ".properties";
        try (InputStream in = MessagesTest.class.getResourceAsStream(file)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
