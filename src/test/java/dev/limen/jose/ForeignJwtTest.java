package dev.limen.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limen.json.StrictJson;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JWTs that others signed: client assertions, DPoP proofs, request objects. */
class ForeignJwtTest {

    private static final Map<SigningAlgorithm, SigningPair> PAIRS = new EnumMap<>(SigningAlgorithm.class);
    private static final String SECRET = "a secret of sixty-four bytes or more, as HS512 demands of its user";
    private static final Map<String, Object> CLAIMS = Map.of("iss", "client", "iat", 1L);

    private final StrictJson json = new StrictJson();
    private final JwtSigner signer = new JwtSigner();
    private final JwtReader reader = new JwtReader(json);

    static {
        Stream.of(SigningAlgorithm.values()).forEach(a -> PAIRS.put(a, SigningPair.generate(a)));
    }

    /** Every algorithm there is, with a key that signs and the key that verifies. */
    record Keys(JwsAlgorithm algorithm, JwsSigningKey signs, JwsVerificationKey verifies) {
        @Override
        public String toString() {
            return algorithm.wire();
        }
    }

    static Stream<Keys> all() {
        return Stream.concat(
                PAIRS.values().stream().map(p -> new Keys(p.algorithm(), p, p.verification())),
                Stream.of(MacAlgorithm.values())
                        .map(a -> SharedSecret.of(a, SECRET))
                        .map(s -> new Keys(s.algorithm(), s, s)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void isReadFirstAndVerifiedThen(Keys keys) throws InvalidJwtException {
        UnverifiedJwt jwt = reader.read(signer.sign(CLAIMS, "JWT", keys.signs()));
        assertThat(jwt.unverifiedText("iss")).contains("client");
        assertThat(jwt.unverifiedText("iat")).isEmpty();
        assertThat(jwt.unverifiedClaims()).isEqualTo(CLAIMS);
        assertThat(jwt.header()).containsEntry("alg", keys.algorithm().wire());
        assertThat(jwt.verify(TypRule.plainOr(), List.of(keys.verifies()))).isEqualTo(CLAIMS);
    }

    /** S5: whatever the header says, a key verifies its own algorithm and no other. */
    @ParameterizedTest
    @MethodSource("all")
    void isRefusedUnderEveryOtherAlgorithm(Keys keys) throws InvalidJwtException {
        String jwt = signer.sign(CLAIMS, "JWT", keys.signs());
        for (Keys other : all().filter(k -> k.algorithm() != keys.algorithm()).toList()) {
            refused(jwt, other.verifies());
            Map<String, Object> header = new LinkedHashMap<>(reader.read(jwt).header());
            header.put("alg", other.algorithm().wire());
            String renamed = Signatures.encode(json.write(header).getBytes()) + jwt.substring(jwt.indexOf('.'));
            refused(renamed, keys.verifies());
            refused(renamed, other.verifies());
            String input = renamed.substring(0, renamed.lastIndexOf('.'));
            String signed = input + "." + Signatures.encode(Signatures.sign(keys.signs(), input));
            refused(signed, keys.verifies());
            refused(signed, other.verifies());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void isRefusedWhenItsSignatureIsCutExtendedOrChanged(Keys keys) throws InvalidJwtException {
        String jwt = signer.sign(CLAIMS, "JWT", keys.signs());
        String input = jwt.substring(0, jwt.lastIndexOf('.') + 1);
        byte[] signature = java.util.Base64.getUrlDecoder().decode(jwt.substring(input.length()));
        for (int length :
                new int[] {1, signature.length - 1, signature.length + 1, signature.length + 2, 2 * signature.length}) {
            refused(input + Signatures.encode(java.util.Arrays.copyOf(signature, length)), keys.verifies());
        }
        refused(input + Signatures.encode(new byte[signature.length]), keys.verifies());
        for (int i = 0; i < signature.length; i += 1 + signature.length / 16) {
            signature[i] ^= 1;
            refused(input + Signatures.encode(signature), keys.verifies());
            signature[i] ^= 1;
        }
        // r and s of ECDSA, one byte longer each, with the same values
        byte[] padded = new byte[signature.length + 2];
        System.arraycopy(signature, 0, padded, 1, signature.length / 2);
        System.arraycopy(
                signature,
                signature.length / 2,
                padded,
                signature.length / 2 + 2,
                signature.length - signature.length / 2);
        refused(input + Signatures.encode(padded), keys.verifies());
    }

    @ParameterizedTest
    @EnumSource
    void isVerifiedWithAKeyOfTheSignersSet(SigningAlgorithm algorithm) throws InvalidJwtException {
        SigningPair pair = PAIRS.get(algorithm);
        UnverifiedJwt jwt = reader.read(signer.sign(CLAIMS, "JWT", pair));
        Jwks keys = Jwks.of(Map.of(
                "keys", PAIRS.values().stream().map(SigningPair::publicJwk).toList()));
        assertThat(jwt.verify(TypRule.plainOr(), EnumSet.allOf(SigningAlgorithm.class), keys))
                .isEqualTo(CLAIMS);
        assertThatThrownBy(() -> jwt.verify(TypRule.plainOr(), EnumSet.complementOf(EnumSet.of(algorithm)), keys))
                .isInstanceOf(InvalidJwtException.class)
                .hasMessageContaining("alg");
    }

    @Test
    void readsTheNewerNameOfEd25519() throws InvalidJwtException {
        SigningPair pair = PAIRS.get(SigningAlgorithm.EDDSA);
        String input = Signatures.encode("{\"alg\":\"Ed25519\"}".getBytes()) + "." + Signatures.encode("{}".getBytes());
        String jwt = input + "." + Signatures.encode(Signatures.sign(pair, input));
        Map<String, Object> jwk = new LinkedHashMap<>(pair.publicJwk());
        jwk.put("alg", "Ed25519");
        Jwks keys = Jwks.of(Map.of("keys", List.of(jwk)));
        assertThat(reader.read(jwt).verify(TypRule.plainOr(), Set.of(SigningAlgorithm.EDDSA), keys))
                .isEmpty();
        assertThat(SigningAlgorithm.of("Ed25519")).isEmpty();
    }

    @Test
    void plainOnesHaveNoTypOrJwtButNotThatOfAnotherKind() {
        TypRule plain = TypRule.plainOr("client-authentication+jwt");
        assertThat(Stream.of(null, "JWT", "jwt", "application/jwt", "client-authentication+JWT"))
                .allMatch(plain::accepts);
        assertThat(Stream.of("at+jwt", "dpop+jwt", "logout+jwt", "oauth-authz-req+jwt", "", "JOSE", 1, List.of("JWT")))
                .noneMatch(plain::accepts);
    }

    @Test
    void explicitOnesSayTheirKind() {
        TypRule proof = TypRule.exactly("dpop+jwt");
        assertThat(Stream.of("dpop+jwt", "DPoP+JWT", "application/dpop+jwt")).allMatch(proof::accepts);
        assertThat(Stream.of(null, "JWT", "at+jwt", "application/application/dpop+jwt", "dpop+jwt "))
                .noneMatch(proof::accepts);
    }

    @Test
    void bringsAKeyOnlyWhereTheCallerHeedsIt() throws InvalidJwtException {
        SigningPair pair = PAIRS.get(SigningAlgorithm.ES256);
        String jwt = proof(pair, PublicJwk.of(pair.publicKey()));
        assertThatThrownBy(() -> reader.read(jwt)).hasMessageContaining("header parameter");
        assertThatThrownBy(() -> reader.read(jwt, Set.of("x5c"))).hasMessageContaining("header parameter");
        UnverifiedJwt read = reader.read(jwt, Set.of("jwk"));
        VerificationKey key = VerificationKey.embedded(SigningAlgorithm.ES256, pair.publicJwk());
        assertThat(read.verify(TypRule.exactly("dpop+jwt"), List.of(key))).isEmpty();
        assertThat(key.thumbprint()).isEqualTo(pair.kid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"})
    void refusesAnEmbeddedPrivateKey(String member) {
        Map<String, Object> jwk =
                new LinkedHashMap<>(PAIRS.get(SigningAlgorithm.ES256).publicJwk());
        jwk.put(member, "AQAB");
        assertThatThrownBy(() -> VerificationKey.embedded(SigningAlgorithm.ES256, jwk))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnEmbeddedKeyInOtherWords() {
        Map<String, Object> rsa =
                new LinkedHashMap<>(PAIRS.get(SigningAlgorithm.PS256).publicJwk());
        byte[] modulus = java.util.Base64.getUrlDecoder().decode((String) rsa.get("n"));
        byte[] longer = new byte[modulus.length + 1];
        System.arraycopy(modulus, 0, longer, 1, modulus.length);
        rsa.put("n", Signatures.encode(longer));
        assertThat(VerificationKey.of(SigningAlgorithm.PS256, rsa).thumbprint())
                .isEqualTo(PAIRS.get(SigningAlgorithm.PS256).kid());
        assertThatThrownBy(() -> VerificationKey.embedded(SigningAlgorithm.PS256, rsa))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnEmbeddedKeyForAnotherAlgorithm() {
        for (SigningPair pair : PAIRS.values()) {
            for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
                if (algorithm != pair.algorithm()) {
                    assertThatThrownBy(() -> VerificationKey.embedded(algorithm, pair.publicJwk()))
                            .isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
    }

    private void refused(String jwt, JwsVerificationKey key) throws InvalidJwtException {
        UnverifiedJwt read = reader.read(jwt);
        assertThatThrownBy(() -> read.verify(TypRule.plainOr(), List.of(key))).isInstanceOf(InvalidJwtException.class);
    }

    private String proof(SigningPair pair, Map<String, Object> jwk) {
        Map<String, Object> header =
                Map.of("typ", "dpop+jwt", "alg", pair.algorithm().wire(), "jwk", jwk);
        String input = Signatures.encode(json.write(header).getBytes()) + "." + Signatures.encode("{}".getBytes());
        return input + "." + Signatures.encode(Signatures.sign(pair, input));
    }
}
