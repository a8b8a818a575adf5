package dev.limen.user;

import static dev.limen.user.PasswordFault.COMMON;
import static dev.limen.user.PasswordFault.CONTEXTUAL;
import static dev.limen.user.PasswordFault.PREDICTABLE;
import static dev.limen.user.PasswordFault.TOO_LONG;
import static dev.limen.user.PasswordFault.TOO_SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.protocol.Secret;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PasswordPolicyTest {

    private static final List<String> ALICE = List.of("alice.adams", "alice@wonderland.example", "Alice Adams");

    @Inject
    PasswordPolicy policy;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tangerine kettle",
                "xkq7rnvd",
                "        x",
                "ひらがなの長い合言葉",
                "Übermütige Gänse",
                "🦆🪑🌋🧵🎈🔭🪀🧲",
                "alice loves mountain lakes",
                "dragonfruit-lemonade",
                "83-walnut-61"
            })
    void welcomesWhatIsHardToGuess(String password) {
        assertThat(judged(password)).isEmpty();
    }

    @Test
    void takesAtLeastSixtyFourCharacters() {
        assertThat(judged("tangerine kettle ".repeat(8))).isEmpty();
        assertThat(judged("tangerine kettle ".repeat(64))).containsExactly(TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "tq7rnvd", "🦆🪑🌋🧵🎈🔭🪀", "cafe\u0301bar"})
    void refusesFewerThanEightCharacters(String password) {
        assertThat(judged(password)).contains(TOO_SHORT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password1",
                "P@ssw0rd!",
                "passw0rd2024",
                "Welcome123!",
                "iloveyou",
                "Summer2026!",
                "qwertyuiop",
                "dragon1985",
                "12345678password",
                "Pa$$w0rd",
                "l3tm31n!!",
                "correcthorsebatterystaple",
                "FuSSball2026",
                "motdepasse1",
                "!!Sunshine!!"
            })
    void refusesCommonOnesAndTheirUsualVariations(String password) {
        assertThat(judged(password)).contains(COMMON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaa",
                "12121212",
                "abcabcabc",
                "xyzwxyzw",
                "12345678",
                "87654321",
                "abcdefgh",
                "asdf1234",
                "qwertz123456",
                "1qaz2wsx3edc",
                "zyxwvuts",
                "0987654321",
                "abcd4321"
            })
    void refusesRepetitionsAndWalks(String password) {
        assertThat(judged(password)).contains(PREDICTABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice.adams",
                "Alice2026",
                "@lice@dams",
                "adams-adams",
                "wonderland7",
                "alice@wonderland.example",
                "limen2026",
                "Localhost!"
            })
    void refusesWhatAnybodyKnowsAboutTheAccountOrTheServer(String password) {
        assertThat(judged(password)).contains(CONTEXTUAL);
    }

    @Test
    void namesTheTextForThePerson() {
        assertThat(TOO_SHORT.messageKey()).isEqualTo("password_too_short");
    }

    private List<PasswordFault> judged(String password) {
        return policy.judge(Secret.of(password), ALICE);
    }
}
