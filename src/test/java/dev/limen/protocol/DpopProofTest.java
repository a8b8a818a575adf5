package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9449, section 4.3. */
class DpopProofTest {

    private static final String JKT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    private static final String URL = "https://server.example.com/token";
    private static final Instant MADE = Instant.ofEpochSecond(1562262616);

    @Test
    void readsTheClaimsOfTheExample() {
        DpopProof proof = DpopProof.of(JKT, claims());
        assertThat(proof)
                .extracting(DpopProof::jkt, DpopProof::jti, DpopProof::htm, DpopProof::htu, DpopProof::iat)
                .containsExactly(JKT, "-BwC3ESc6acc2lTc", "POST", URL, MADE);
        assertThat(proof.ath()).isEmpty();
        assertThat(proof.nonce()).isEmpty();
        assertThat(DpopProof.of(JKT, with("iat", new BigDecimal("1562262616.75")))
                        .iat())
                .isEqualTo(MADE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jti", "htm", "htu", "iat"})
    void refusesAProofWithoutAClaim(String name) {
        Map<String, Object> claims = new HashMap<>(claims());
        claims.remove(name);
        refused(() -> DpopProof.of(JKT, claims));
        claims.put(name, null);
        refused(() -> DpopProof.of(JKT, claims));
        refused(() -> DpopProof.of(JKT, with(name, "")));
        refused(() -> DpopProof.of(JKT, with(name, true)));
    }

    @Test
    void refusesClaimsOfOtherTypes() {
        refused(() -> DpopProof.of(JKT, with("jti", 7L)));
        refused(() -> DpopProof.of(JKT, with("ath", 7L)));
        refused(() -> DpopProof.of(JKT, with("nonce", Map.of())));
        refused(() -> DpopProof.of(JKT, with("iat", "1562262616")));
        refused(() -> DpopProof.of(JKT, with("iat", -1L)));
        refused(() -> DpopProof.of(JKT, with("iat", Long.MAX_VALUE)));
        refused(() -> DpopProof.of(JKT, with("iat", new BigDecimal("1e40"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://server.example.com/token",
                "https://server.example.com/token?a=b#c",
                "HTTPS://SERVER.example.com:443/token",
                "https://server.example.com/./a/../token",
                "https://server.example.com/%2e/a/%2E./token",
                "https://server.example.com/%74oken"
            })
    void takesEverySpellingOfTheUrl(String htu) {
        assertThatCode(() -> DpopProof.of(JKT, with("htu", htu)).requireRequest("POST", URL))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://server.example.com/token",
                "https://server.example.com:8443/token",
                "https://other.example.com/token",
                "https://server.example.com.evil/token",
                "https://server.example.com/Token",
                "https://server.example.com/token/",
                "https://server.example.com/userinfo",
                "https://server.example.com",
                "https://server.example.com/tok%2Fen",
                "https://user@server.example.com/token",
                "//server.example.com/token",
                "/token",
                "ftp://server.example.com/token",
                "https:token",
                "https:///token",
                "not a URI"
            })
    void refusesAnotherUrl(String htu) {
        refused(() -> DpopProof.of(JKT, with("htu", htu)).requireRequest("POST", URL));
    }

    @Test
    void takesAnIssuerWithAPathAndPort() {
        String endpoint = "http://localhost:8081/tenant/token";
        DpopProof.of(JKT, with("htu", endpoint)).requireRequest("POST", endpoint);
        refused(() ->
                DpopProof.of(JKT, with("htu", "http://localhost:8081/token")).requireRequest("POST", endpoint));
        DpopProof.of(JKT, with("htu", "https://id.example.com")).requireRequest("POST", "https://id.example.com/");
        DpopProof.of(JKT, claims()).requireRequest("POST", endpoint, URL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "post", "POST "})
    void refusesAnotherMethod(String htm) {
        refused(() -> DpopProof.of(JKT, with("htm", htm)).requireRequest("POST", URL));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "60, true", "-60, true", "61, false", "-61, false", "86400, false"})
    void takesAProofOfThisMinuteAlone(long later, boolean good) {
        ThrowingCallable check =
                () -> DpopProof.of(JKT, claims()).requireRecent(MADE.plusSeconds(later), Duration.ofMinutes(1));
        if (good) {
            assertThatCode(check).doesNotThrowAnyException();
        } else {
            refused(check);
        }
    }

    /** The access token and its hash of section 7.1. */
    @Test
    void belongsToOneAccessToken() {
        String token = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";
        DpopProof proof = DpopProof.of(JKT, with("ath", "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo"));
        assertThatCode(() -> proof.requireToken(token)).doesNotThrowAnyException();
        refused(() -> proof.requireToken(token + "x"));
        refused(() -> DpopProof.of(JKT, claims()).requireToken(token));
    }

    private static Map<String, Object> claims() {
        return Map.of("jti", "-BwC3ESc6acc2lTc", "htm", "POST", "htu", URL, "iat", MADE.getEpochSecond());
    }

    private static Map<String, Object> with(String name, Object value) {
        Map<String, Object> claims = new HashMap<>(claims());
        claims.put(name, value);
        return claims;
    }

    private static void refused(ThrowingCallable check) {
        assertThatExceptionOfType(OAuthException.class)
                .isThrownBy(check)
                .satisfies(refusal -> assertThat(refusal.error().code()).isEqualTo(ErrorCode.INVALID_DPOP_PROOF));
    }
}
