package dev.limen.key;

import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.jose.VerificationKey;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The published keys at one moment; immutable, so that a request sees one state of them.
 *
 * @param states tells whether anything has changed since
 * @param jwks the key set of RFC 7517, section 5
 */
record KeySet(
        Map<String, KeyState> states,
        Map<SigningAlgorithm, SigningPair> active,
        Map<String, VerificationKey> verification,
        Map<String, Object> jwks) {

    static final KeySet EMPTY = new KeySet(Map.of(), Map.of(), Map.of(), Map.of("keys", List.of()));

    static KeySet of(List<SigningKey> keys, Function<SigningKey, SigningPair> open) {
        Map<SigningAlgorithm, SigningPair> active = new EnumMap<>(SigningAlgorithm.class);
        Map<String, VerificationKey> verification = new LinkedHashMap<>();
        for (SigningKey key : keys) {
            verification.put(key.kid, VerificationKey.of(key.algorithm, key.publicJwk));
            if (key.state == KeyState.ACTIVE) {
                active.put(key.algorithm, open.apply(key));
            }
        }
        List<Map<String, Object>> published = verification.entrySet().stream()
                .map(k -> k.getValue().published(k.getKey()))
                .toList();
        return new KeySet(states(keys), active, verification, Map.of("keys", published));
    }

    static Map<String, KeyState> states(List<SigningKey> keys) {
        return keys.stream().collect(Collectors.toMap(k -> k.kid, k -> k.state));
    }
}
