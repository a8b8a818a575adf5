package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsLocalesTest {

    private static final Set<String> NAMES =
            Set.of("name", "name#de", "name#ja-Kana-JP", "name#ja-Hani-JP", "name#x#y", "given_name#fr");

    /** OpenID Connect Core 1.0, section 5.2; RFC 4647, section 3.4. */
    @ParameterizedTest
    @CsvSource({
        "de,name#de",
        "DE,name#de",
        "de-AT,name#de",
        "de-Latn-AT,name#de",
        "ja-kana-jp,name#ja-Kana-JP",
        "ja,name#ja-Hani-JP",
        "ja-Kana,name#ja-Kana-JP",
        "fr,",
        "d,",
        "en,"
    })
    void findsTheNearestLanguage(String tag, String name) {
        assertThat(ClaimsLocales.nearest("name", tag, NAMES).orElse(null)).isEqualTo(name);
    }

    @Test
    void readsTagsInTheirOrderAndNotTooMany() {
        assertThat(ClaimsLocales.parse(" fr-CA  fr en fr ").tags()).containsExactly("fr-CA", "fr", "en");
        assertThat(ClaimsLocales.parse("")).isEqualTo(ClaimsLocales.NONE);
        String many = IntStream.range(0, 1000).mapToObj(i -> "x" + i).collect(Collectors.joining(" "));
        assertThat(ClaimsLocales.parse(many).tags()).hasSize(10);
    }
}
