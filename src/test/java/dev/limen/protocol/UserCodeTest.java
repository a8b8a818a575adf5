package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8628, sections 6.1 and 5.1. */
class UserCodeTest {

    @Test
    void hasNoVowelAndNoLookAlike() {
        Random random = new Random(1);
        Set<Character> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String code = UserCode.draw(random::nextInt).shown();
            assertThat(code).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
            code.chars().forEach(c -> seen.add((char) c));
        }
        assertThat(seen).as("each letter is drawn, and the dash").hasSize(21);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BLSZ-GQVB",
                "BLSZGQVB",
                "blsz-gqvb",
                " b l s z  g q v b ",
                "BLSZ–GQVB",
                "BLSZ_GQVB",
                "BLSZ.GQVB",
                "BLSZ\u00a0GQVB",
                "ＢＬＳＺ－ＧＱＶＢ",
                "blszーgqvb",
                "8152-60U8",
                "81s2-gouB",
                "BISZ-9QVB"
            })
    void isReadAsPeopleTypeIt(String typed) {
        assertThat(UserCode.parse(typed).map(UserCode::shown)).contains("BLSZ-GQVB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "BLSZ-GQV",
                "BLSZ-GQVBB",
                "ALSZ-GQVB",
                "BLSZ-GQV4",
                "BLSZ-GQV<",
                "BLSZ-GQV\u0000",
                "БЛСЗ-ГКВБ"
            })
    void whatCannotBeACodeIsNone(String typed) {
        assertThat(UserCode.parse(typed)).isEmpty();
    }

    @Test
    void longInputIsNotLookedAt() {
        assertThat(UserCode.parse(" ".repeat(100_000) + "BLSZ-GQVB")).isEmpty();
    }

    @Test
    void doesNotShowItselfInALog() {
        assertThat(UserCode.parse("BLSZ-GQVB").orElseThrow().toString()).doesNotContain("BLSZ");
    }
}
