package dev.limen.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limen.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtVerifierTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ISSUER = "https://op.example";
    private static final SigningPair RSA = SigningPair.generate(SigningAlgorithm.RS256);
    private static final SigningPair EC = SigningPair.generate(SigningAlgorithm.ES256);
    private static final SigningPair STRANGER = SigningPair.generate(SigningAlgorithm.RS256);
    private static final StrictJson JSON = new StrictJson();

    private final JwtSigner signer = new JwtSigner();
    private final JwtVerifier verifier = new JwtVerifier(JSON, Clock.fixed(NOW, ZoneOffset.UTC));
    private final Expectation expected = Expectation.of(ISSUER, "at+jwt", JwtVerifierTest::ours);

    private static Optional<VerificationKey> ours(String kid) {
        return Stream.of(RSA, EC)
                .filter(p -> p.kid().equals(kid))
                .map(p -> new VerificationKey(p.algorithm(), p.publicKey()))
                .findAny();
    }

    @ParameterizedTest
    @EnumSource
    void acceptsWhatTheSignerMade(SigningAlgorithm algorithm) throws InvalidJwtException {
        SigningPair pair = SigningPair.generate(algorithm);
        Expectation expected = Expectation.of(
                ISSUER, "at+jwt", kid -> Optional.of(pair.verification()).filter(k -> kid.equals(pair.kid())));
        Map<String, Object> claims = claims();
        claims.put("aud", List.of("a", "b"));
        claims.put("name", "Zoë 漢字 \"quoted\" <b>");
        claims.put("address", Map.of("country", "FR"));
        claims.put("email_verified", true);
        assertThat(verifier.verify(signer.sign(claims, "at+jwt", pair), expected.forAudience("b")))
                .containsExactlyInAnyOrderEntriesOf(claims);
    }

    @Test
    void saysTypAndKidAndAlgInTheHeaderAndNothingElse() {
        assertThat(header(signer.sign(claims(), "at+jwt", EC)))
                .containsOnly(Map.entry("typ", "at+jwt"), Map.entry("kid", EC.kid()), Map.entry("alg", "ES256"));
    }

    @Test
    void signsNothingWithoutATime() {
        assertThatThrownBy(() -> signer.sign(Map.of("sub", "x"), "JWT", RSA))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnHmacUnderThePublicKey() throws GeneralSecurityException {
        byte[] der = RSA.publicKey().getEncoded();
        String mime = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        String pem = "-----BEGIN " + "PUBLIC KEY-----\n" + mime + "\n-----END PUBLIC KEY-----\n";
        byte[] modulus = ((RSAPublicKey) RSA.publicKey()).getModulus().toByteArray();
        for (byte[] secret : List.of(der, pem.getBytes(StandardCharsets.US_ASCII), modulus)) {
            String input = part(header("HS256", RSA.kid())) + "." + part(claims());
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            refuses(input + "." + encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII))), "alg");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "HS256", "ES256", "PS256", "RS512", "rs256", ""})
    void refusesAnotherAlgorithmThanTheKeys(String alg) {
        refuses(rsa(header(alg, RSA.kid()), claims()), "alg");
    }

    @Test
    void refusesAlgorithmNoneWithoutASignature() {
        String input = part(header("none", RSA.kid())) + "." + part(claims());
        refuses(input + ".", "three parts");
        refuses(input, "three parts");
        refuses(input + ".AA", "alg");
    }

    @Test
    void refusesAMissingAlgorithm() {
        Map<String, Object> header = header("RS256", RSA.kid());
        header.remove("alg");
        refuses(rsa(header, claims()), "alg");
    }

    @Test
    void refusesKeysThatAreNotOurs() {
        refuses(signer.sign(claims(), "at+jwt", STRANGER), "kid");
        refuses(rsa(STRANGER, header("RS256", RSA.kid()), claims()), "signature");
        refuses(rsa(header("RS256", EC.kid()), claims()), "alg");
        refuses(rsa(header("RS256", ""), claims()), "kid");
        refuses(rsa(header("RS256", "../../etc/passwd"), claims()), "kid");
        Map<String, Object> header = header("RS256", RSA.kid());
        header.put("kid", 1);
        refuses(rsa(header, claims()), "kid");
        header.remove("kid");
        refuses(rsa(header, claims()), "kid");
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void refusesTokensThatBringTheirOwnKeyOrRules(String parameter, Object value) {
        Map<String, Object> header = header("RS256", RSA.kid());
        header.put(parameter, value);
        refuses(rsa(header, claims()), "header parameter");
        header.put("kid", STRANGER.kid());
        refuses(rsa(STRANGER, header, claims()), "header parameter");
    }

    static Stream<Arguments> foreign() {
        return Stream.of(
                Arguments.of("jku", "https://evil.example/jwks"),
                Arguments.of("x5u", "https://evil.example/cert"),
                Arguments.of("x5c", List.of("MIIB")),
                Arguments.of("jwk", PublicJwk.of(STRANGER.publicKey())),
                Arguments.of("crit", List.of("exp")),
                Arguments.of("b64", false),
                Arguments.of("zip", "DEF"),
                Arguments.of("enc", "A128GCM"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "logout+jwt", "dpop+jwt", "oauth-authz-req+jwt", "at", "", "at+jwt "})
    void refusesAnotherKindOfToken(String typ) {
        Map<String, Object> header = header("RS256", RSA.kid());
        header.put("typ", typ);
        refuses(rsa(header, claims()), "typ");
    }

    @Test
    void refusesATokenOfNoKindAndTakesTheKindAsAMediaType() throws InvalidJwtException {
        Map<String, Object> header = header("RS256", RSA.kid());
        header.remove("typ");
        refuses(rsa(header, claims()), "typ");
        header.put("typ", "application/AT+JWT");
        assertThat(verifier.verify(rsa(header, claims()), expected)).containsEntry("sub", "alice");
    }

    @Test
    void refusesAChangedPayloadHeaderOrSignature() {
        for (SigningPair pair : List.of(RSA, EC)) {
            String jwt = signer.sign(claims(), "at+jwt", pair);
            String[] parts = jwt.split("\\.");
            Map<String, Object> claims = claims();
            claims.put("sub", "mallory");
            refuses(parts[0] + "." + part(claims) + "." + parts[2], "signature");
            Map<String, Object> header = header(pair.algorithm().wire(), pair.kid());
            header.put("cty", "x");
            refuses(part(header) + "." + parts[1] + "." + parts[2], "signature");
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            signature[signature.length / 2] ^= 1;
            refuses(parts[0] + "." + parts[1] + "." + encode(signature), "signature");
            refuses(parts[0] + "." + parts[1] + "." + encode(new byte[signature.length]), "signature");
            refuses(parts[0] + "." + parts[1] + "." + encode(new byte[1]), "signature");
        }
    }

    @Test
    void refusesRepeatedNamesInHeaderAndPayload() {
        String header = JSON.write(header("RS256", RSA.kid()));
        String claims = JSON.write(claims());
        refuses(sign(RSA, header.replace("{", "{\"alg\":\"none\","), claims), "header");
        refuses(sign(RSA, header, claims.replace("{", "{\"sub\":\"mallory\",")), "payload");
        refuses(sign(RSA, header, claims.replace("{", "{\"su\\u0062\":\"mallory\",")), "payload");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a.b",
                "a.b.c.d.e",
                "e30.e30.e30.e30",
                "e30.e30.!",
                " e30.e30.AA",
                "e30=.e30.AA",
                "e30.e30.AA\n",
                "W10.e30.AA",
                "bnVsbA.e30.AA",
                "A.A.A"
            })
    void refusesWhatIsNoJwt(String text) {
        assertThatThrownBy(() -> verifier.verify(text, expected)).isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        String input = part(header("RS256", RSA.kid())) + "." + encode(new byte[] {'{', '"', (byte) 0xc3, '"', '}'});
        refuses(input + "." + encode(signature(RSA, input)), "payload");
    }

    @Test
    void refusesSizeAndDepthBombs() {
        Map<String, Object> large = claims();
        large.put("pad", "x".repeat(JwtVerifier.MAX_LENGTH));
        refuses(rsa(header("RS256", RSA.kid()), large), "longer");
        String header = JSON.write(header("RS256", RSA.kid()));
        String deep = "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}";
        refuses(sign(RSA, header, deep), "payload");
        refuses(sign(RSA, header.replace("{", "{\"a\":" + "[".repeat(100) + "]".repeat(100) + ","), "{}"), "header");
    }

    @Test
    void refusesAnotherIssuerAudienceOrTime() {
        refuses(with("iss", "https://op.example/"), "iss");
        refuses(with("iss", List.of(ISSUER)), "iss");
        refuses(with("exp", NOW.getEpochSecond()), "expired");
        refuses(with("exp", "never"), "exp");
        refuses(with("nbf", NOW.getEpochSecond() + 1), "not yet valid");
        Map<String, Object> endless = claims();
        endless.remove("exp");
        refuses(signer(endless), "exp");
        String jwt = with("aud", List.of("other"));
        assertThatThrownBy(() -> verifier.verify(jwt, expected.forAudience("api")))
                .hasMessageContaining("aud");
        String without = signer(claims());
        assertThatThrownBy(() -> verifier.verify(without, expected.forAudience("api")))
                .hasMessageContaining("aud");
    }

    @Test
    void acceptsAnExpiredTokenOnlyWhereThatIsExpected() throws InvalidJwtException {
        String jwt = with("exp", NOW.getEpochSecond() - 1000);
        refuses(jwt, "expired");
        assertThat(verifier.verify(jwt, expected.evenExpired())).containsEntry("sub", "alice");
    }

    @Test
    void neverQuotesTheToken() {
        String jwt = with("iss", "https://secret.example");
        assertThatThrownBy(() -> verifier.verify(jwt, expected)).hasMessageNotContaining("secret");
    }

    private void refuses(String jwt, String because) {
        assertThatThrownBy(() -> verifier.verify(jwt, expected))
                .isInstanceOf(InvalidJwtException.class)
                .hasMessageContaining(because);
    }

    private static String with(String claim, Object value) {
        Map<String, Object> claims = claims();
        claims.put(claim, value);
        return signer(claims);
    }

    private static String signer(Map<String, Object> claims) {
        return rsa(header("RS256", RSA.kid()), claims);
    }

    private static Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("sub", "alice");
        claims.put("iat", NOW.getEpochSecond());
        claims.put("exp", NOW.getEpochSecond() + 300);
        claims.put("jti", "1");
        return claims;
    }

    private static Map<String, Object> header(String alg, String kid) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", alg);
        header.put("typ", "at+jwt");
        header.put("kid", kid);
        return header;
    }

    private static Map<String, Object> header(String jwt) {
        return JSON.object(new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[0]), StandardCharsets.UTF_8));
    }

    private static String rsa(Map<String, Object> header, Map<String, Object> claims) {
        return rsa(RSA, header, claims);
    }

    private static String rsa(SigningPair pair, Map<String, Object> header, Map<String, Object> claims) {
        return sign(pair, JSON.write(header), JSON.write(claims));
    }

    private static String sign(SigningPair pair, String header, String claims) {
        String input =
                encode(header.getBytes(StandardCharsets.UTF_8)) + "." + encode(claims.getBytes(StandardCharsets.UTF_8));
        return input + "." + encode(signature(pair, input));
    }

    private static byte[] signature(SigningPair pair, String input) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.privateKey());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(Map<String, Object> object) {
        return encode(JSON.write(object).getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
