package dev.limen.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.limen.json.StrictJson;
import dev.limen.protocol.DpopProof;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.support.DpopKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9449, sections 4.2 and 4.3, items 2 to 7. */
class DpopProofReaderTest {

    private static final URI URL = URI.create("https://server.example.com/token");
    private static final StrictJson JSON = new StrictJson();

    /** The first two parts and the signature of RFC 9449, section 4.1. */
    private static final String HEADER =
            "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19";

    private static final String AT_TOKEN_ENDPOINT = HEADER
            + ".eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ"
            + ".2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";

    /** RFC 9449, section 7.1. */
    private static final String AT_RESOURCE = HEADER
            + ".eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9"
            + ".2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA";

    private final DpopProofReader reader = new DpopProofReader(new JwtReader(JSON));
    private final DpopKey key = DpopKey.generate();

    @Test
    void readsTheExampleOfTheTokenRequest() {
        DpopProof proof = reader.read(AT_TOKEN_ENDPOINT);
        assertThat(proof.jkt()).isEqualTo("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
        assertThat(proof.jti()).isEqualTo("-BwC3ESc6acc2lTc");
        proof.requireRequest("POST", "https://server.example.com/token");
    }

    @Test
    void readsTheExampleOfTheResourceRequest() {
        DpopProof proof = reader.read(AT_RESOURCE);
        proof.requireRequest("GET", "https://resource.example.org/protectedresource");
        proof.requireToken("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU");
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void readsAProofOfEveryAlgorithm(SigningAlgorithm algorithm) {
        SigningPair pair = SigningPair.generate(algorithm);
        assertThat(reader.read(signed(pair, algorithm.wire())).jkt()).isEqualTo(pair.kid());
    }

    @Test
    void theSupportedOnesAreThoseWithAPublicKey() {
        assertThat(DpopProofReader.algorithms())
                .contains("ES256", "RS256", "PS256", "EdDSA")
                .noneMatch(name -> name.equals("none") || name.startsWith("HS"));
    }

    @Test
    void anAlgorithmThatIsNotTheKeysIsRefused() {
        refused(signed(SigningPair.generate(SigningAlgorithm.ES256), "ES384"));
        refused(signed(SigningPair.generate(SigningAlgorithm.EDDSA), "ES256"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "at+jwt", "dpop", "dpop+jwt2", ""})
    void anotherTypeIsRefused(String typ) {
        refused(proof().header("typ", typ).jwt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "HS256", "ES384", "RS256", ""})
    void anotherAlgorithmIsRefused(String alg) {
        refused(proof().header("alg", alg).jwt());
    }

    @Test
    void aHeaderWithoutItsPartsIsRefused() {
        refused(proof().header("typ", null).jwt());
        refused(proof().header("alg", null).jwt());
        refused(proof().header("jwk", null).jwt());
        refused(proof().header("jwk", null).header("kid", key.jkt()).jwt());
        refused(proof().header("jwk", "key").jwt());
        refused(proof().header("jwk", Map.of()).jwt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u", "x5c", "crit", "b64", "zip"})
    void otherWaysToBringAKeyOrRulesAreRefused(String parameter) {
        refused(proof().header(parameter, "https://evil.example.com").jwt());
    }

    @Test
    void aPrivateKeyIsRefused() {
        Map<String, Object> jwk = new HashMap<>(key.jwk());
        jwk.put("d", "AAAA");
        refused(proof().header("jwk", jwk).jwt());
        refused(proof().header("jwk", Map.of("kty", "oct", "k", "AAAA")).jwt());
    }

    @Test
    void anotherKeyOrChangedClaimsAreRefused() {
        refused(proof().header("jwk", DpopKey.generate().jwk()).jwt());
        String[] parts = proof().jwt().split("\\.");
        String other = proof().jwt().split("\\.")[1];
        refused(parts[0] + "." + other + "." + parts[2]);
        refused(parts[0] + "." + parts[1] + ".AAAA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "..", "e30.e30.e30", "\u0000"})
    void whatIsNoJwtIsRefused(String text) {
        refused(text);
        refused(AT_TOKEN_ENDPOINT + text + ".x");
    }

    @Test
    void anEndlessOneIsRefused() {
        refused(proof().claim("jti", "j".repeat(20_000)).jwt());
    }

    private DpopKey.Proof proof() {
        return key.proof("POST", URL);
    }

    private static String signed(SigningPair pair, String alg) {
        Map<String, Object> header = Map.of("typ", "dpop+jwt", "alg", alg, "jwk", PublicJwk.of(pair.publicKey()));
        Map<String, Object> claims = Map.of("jti", "1", "htm", "POST", "htu", URL.toString(), "iat", 1562262616L);
        String input = encode(header) + "." + encode(claims);
        return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(Signatures.sign(pair, input));
    }

    private static String encode(Map<String, Object> members) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JSON.write(members).getBytes(StandardCharsets.UTF_8));
    }

    private void refused(String proof) {
        assertThatExceptionOfType(OAuthException.class)
                .isThrownBy(() -> reader.read(proof))
                .satisfies(refusal -> assertThat(refusal.error().code()).isEqualTo(ErrorCode.INVALID_DPOP_PROOF));
    }
}
