package dev.limen.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JwksTest {

    private static final SigningPair RSA = SigningPair.generate(SigningAlgorithm.RS256);
    private static final SigningPair EC = SigningPair.generate(SigningAlgorithm.ES256);
    private static final SigningPair OTHER = SigningPair.generate(SigningAlgorithm.ES256);

    @Test
    void findsByKid() {
        Jwks keys = set(RSA.publicJwk(), EC.publicJwk(), OTHER.publicJwk());
        assertThat(keys.candidates(Optional.of(OTHER.kid()), SigningAlgorithm.ES256))
                .containsExactly(OTHER.verification());
        assertThat(keys.candidates(Optional.of("unknown"), SigningAlgorithm.ES256))
                .isEmpty();
        assertThat(keys.candidates(Optional.of(RSA.kid()), SigningAlgorithm.ES256))
                .isEmpty();
    }

    @Test
    void findsAllThatFitWithoutKid() {
        Jwks keys = set(RSA.publicJwk(), EC.publicJwk(), OTHER.publicJwk());
        assertThat(keys.candidates(Optional.empty(), SigningAlgorithm.ES256))
                .containsExactly(EC.verification(), OTHER.verification());
    }

    @Test
    void takesAKeyWithoutAlgForEachAlgorithmOfItsType() {
        Jwks keys = set(without(RSA.publicJwk(), "alg"), without(EC.publicJwk(), "alg", "use", "kid"));
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            assertThat(keys.candidates(Optional.empty(), algorithm))
                    .hasSize(algorithm.keyType().equals("RSA") || algorithm == SigningAlgorithm.ES256 ? 1 : 0);
        }
    }

    static Stream<Map<String, Object>> unfit() throws Exception {
        KeyPairGenerator small = KeyPairGenerator.getInstance("RSA");
        small.initialize(1024);
        Map<String, Object> weak = PublicJwk.of(small.generateKeyPair().getPublic());
        Map<String, Object> rsa = without(RSA.publicJwk(), "alg");
        return Stream.of(
                weak,
                with(rsa, "alg", "RS512"),
                with(rsa, "alg", "HS256"),
                with(rsa, "alg", 1),
                with(rsa, "use", "enc"),
                with(rsa, "use", 1),
                with(rsa, "key_ops", List.of("sign", "encrypt")),
                with(rsa, "d", "AQAB"),
                with(rsa, "kty", "EC"),
                with(rsa, "kty", "oct"),
                with(rsa, "kty", 1),
                with(rsa, "n", ""),
                with(rsa, "n", "AQAB"),
                with(rsa, "n", "not base64!"),
                with(rsa, "n", "A".repeat(5000)),
                with(rsa, "n", "_".repeat(4000)),
                with(rsa, "n", null),
                with(rsa, "e", "AQ"),
                with(rsa, "e", "Ag"),
                with(rsa, "e", rsa.get("n")),
                without(rsa, "e"),
                without(rsa, "kty"),
                Map.of());
    }

    /** A key that cannot be used must not keep the others from working. */
    @ParameterizedTest
    @MethodSource("unfit")
    void passesOverKeysThatCannotBeUsed(Map<String, Object> key) {
        Jwks keys = set(key, RSA.publicJwk());
        assertThat(keys.candidates(Optional.empty(), SigningAlgorithm.RS256)).containsExactly(RSA.verification());
        assertThat(set(key).candidates(Optional.empty(), SigningAlgorithm.RS256))
                .isEmpty();
    }

    @Test
    void passesOverPointsOffTheCurveAndOtherCurves() {
        Map<String, Object> ec = EC.publicJwk();
        for (Map<String, Object> key : List.of(
                with(ec, "y", ec.get("x")),
                with(ec, "crv", "P-384"),
                with(ec, "crv", "secp256k1"),
                with(ec, "x", "AQ"),
                with(ec, "x", "A".repeat(88)),
                with(ec, "x", "_".repeat(43)),
                without(ec, "crv"))) {
            assertThat(set(key).candidates(Optional.empty(), SigningAlgorithm.ES256))
                    .isEmpty();
        }
        Map<String, Object> ed = SigningPair.generate(SigningAlgorithm.EDDSA).publicJwk();
        for (Map<String, Object> key :
                List.of(with(ed, "x", "AQ"), with(ed, "crv", "X25519"), with(ed, "crv", "Ed448"))) {
            assertThat(set(key).candidates(Optional.empty(), SigningAlgorithm.EDDSA))
                    .isEmpty();
        }
        Map<String, Object> mlDsa =
                SigningPair.generate(SigningAlgorithm.ML_DSA_44).publicJwk();
        for (Map<String, Object> key :
                List.of(with(mlDsa, "pub", "AQ"), with(mlDsa, "alg", "ML-DSA-65"), without(mlDsa, "alg"))) {
            assertThat(set(key).candidates(Optional.empty(), SigningAlgorithm.ML_DSA_44))
                    .isEmpty();
            assertThat(set(key).candidates(Optional.empty(), SigningAlgorithm.ML_DSA_65))
                    .isEmpty();
        }
    }

    @Test
    void triesFewKeysOnly() {
        Jwks keys = set(Collections.nCopies(Jwks.MAX_KEYS, EC.publicJwk()));
        assertThat(keys.candidates(Optional.empty(), SigningAlgorithm.ES256)).hasSize(UnverifiedJwt.MAX_TRIES);
        List<Map<String, Object>> many = new ArrayList<>(Collections.nCopies(Jwks.MAX_KEYS, RSA.publicJwk()));
        many.add(EC.publicJwk());
        assertThat(set(many).candidates(Optional.empty(), SigningAlgorithm.ES256))
                .isEmpty();
    }

    @Test
    void needsAListOfKeys() {
        for (Map<String, Object> set :
                List.<Map<String, Object>>of(Map.of(), Map.of("keys", Map.of()), Map.of("keys", "x"))) {
            assertThatThrownBy(() -> Jwks.of(set)).isInstanceOf(IllegalArgumentException.class);
        }
        Jwks odd = Jwks.of(Map.of("keys", Arrays.asList(null, 1, "x", List.of(), EC.publicJwk())));
        assertThat(odd.candidates(Optional.empty(), SigningAlgorithm.ES256)).hasSize(1);
    }

    @SafeVarargs
    private static Jwks set(Map<String, Object>... keys) {
        return set(List.of(keys));
    }

    private static Jwks set(List<Map<String, Object>> keys) {
        return Jwks.of(Map.of("keys", keys));
    }

    private static Map<String, Object> with(Map<String, Object> key, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(key);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, Object> without(Map<String, Object> key, String... names) {
        Map<String, Object> changed = new LinkedHashMap<>(key);
        changed.keySet().removeAll(List.of(names));
        return changed;
    }
}
