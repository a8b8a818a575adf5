package dev.limen.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {

    @ParameterizedTest
    @CsvSource({
        "alice, ALICE",
        "alice@example.com, Alice@Example.COM",
        "straße, STRASSE",
        "café, cafe\u0301",
        "ａｌｉｃｅ, alice",
        "ﬁona, FIONA",
        "σοφος, ΣΟΦΟΣ",
        "σοφος, σοφος",
        "σοφος, σοφοσ",
        "' alice ', alice"
    })
    void isOneNameHoweverItIsTyped(String one, String other) {
        assertThat(key(one)).isEqualTo(key(other)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"alice, alicé", "alice, аlice", "a b, ab", "alice, alice1"})
    void keepsDifferentNamesApart(String one, String other) {
        assertThat(key(one)).isNotEqualTo(key(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t",
                "a\nb",
                "a\0b",
                "ali\u200bce",
                "\u202ealice",
                "ali\u00adce",
                "\ue000",
                "a\ud800b",
                "a\u2028b"
            })
    void refusesWhatCannotBeSeen(String name) {
        assertThat(Username.of(name)).isEmpty();
    }

    @Test
    void capsTheLengthAfterNormalising() {
        assertThat(Username.of("x".repeat(Username.MAX_LENGTH))).isPresent();
        assertThat(Username.of("x".repeat(Username.MAX_LENGTH + 1))).isEmpty();
        assertThat(Username.of("\ufdfa".repeat(Username.MAX_LENGTH)))
                .as("one becomes eighteen")
                .isEmpty();
    }

    @Test
    void hasAKeyThatIsItsOwnKey() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String name = "a" + Character.toString(c) + "b";
            Optional<String> key = key(name);
            assertThat(key.flatMap(UsernameTest::key)).as("U+%04X", c).isEqualTo(key);
        }
    }

    private static Optional<String> key(String name) {
        return Username.of(name).map(Username::key);
    }
}
