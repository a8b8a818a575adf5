package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S3, at the level of the parameters. */
class CodeChallengeTest {

    /** RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @Test
    void theVectorOfRfc7636Fits() {
        assertThat(parse(Map.of("code_challenge", CHALLENGE, "code_challenge_method", "S256")))
                .hasValueSatisfying(challenge -> {
                    assertThat(challenge.provenBy(VERIFIER)).isTrue();
                    assertThat(challenge.provenBy(VERIFIER + "x")).isFalse();
                    assertThat(challenge.provenBy(CHALLENGE)).isFalse();
                    assertThat(challenge.provenBy("")).isFalse();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "s256", "S512", "S256 "})
    void anotherMethodIsRefused(String method) {
        assertThatThrownBy(() -> parse(Map.of("code_challenge", CHALLENGE, "code_challenge_method", method)))
                .isInstanceOf(OAuthException.class);
    }

    @Test
    void aChallengeWithoutAMethodWouldBePlainAndIsRefused() {
        assertThatThrownBy(() -> parse(Map.of("code_challenge", CHALLENGE))).isInstanceOf(OAuthException.class);
    }

    @Test
    void aMethodAloneIsRefused() {
        assertThatThrownBy(() -> parse(Map.of("code_challenge_method", "S256"))).isInstanceOf(OAuthException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM"
            })
    void aMalformedChallengeIsRefused(String challenge) {
        assertThatThrownBy(() -> parse(Map.of("code_challenge", challenge, "code_challenge_method", "S256")))
                .isInstanceOf(OAuthException.class);
    }

    @Test
    void aVerifierOfAnotherLengthOrAlphabetProvesNothing() {
        CodeChallenge ofShort = new CodeChallenge(
                java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.digest("short".getBytes())));
        assertThat(ofShort.provenBy("short")).isFalse();
    }

    private static Optional<CodeChallenge> parse(Map<String, String> parameters) {
        return CodeChallenge.parse(Parameters.ofSingle(parameters));
    }
}
