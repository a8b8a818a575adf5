package dev.limen.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalesTest {

    private final Locales locales = new Locales();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de          | fr                   | de",
                "de-CH       | fr                   | de",
                "pt fr-CA de | en                   | fr",
                "pt          | es-MX,es;q=0.8       | es",
                "            | ja                   | ja",
                "            | en;q=0.2, de;q=0.9   | de",
                "            | zh-Hant, nl          | en",
                "            |                      | en",
                "not_a_tag ! | de                   | de"
            })
    void requestComesBeforeBrowser(String uiLocales, String acceptLanguage, String chosen) {
        Locale locale = locales.choose(Optional.ofNullable(uiLocales), acceptLanguage);

        assertThat(locale.toLanguageTag()).isEqualTo(chosen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";;;", "de;q=7", "*", "\u0000", "de;q="})
    void nonsenseIsEnglish(String header) {
        assertThat(locales.choose(Optional.empty(), header)).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void endlessListIsCutShort() {
        String tags = "xx ".repeat(100_000) + "de";

        assertThat(locales.choose(Optional.of(tags), (String) null)).isEqualTo(Locale.ENGLISH);
    }
}
