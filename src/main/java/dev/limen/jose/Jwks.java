package dev.limen.jose;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Another party's keys as that party publishes them (RFC 7517, section 5). A key that cannot be read, is too weak, or is
 * private is passed over, as section 5 asks of keys that are not understood: it must not keep the others from working.
 */
public final class Jwks {

    /** How many keys of a set are looked at. */
    static final int MAX_KEYS = 100;

    private final List<Map<String, Object>> keys;

    private Jwks(List<Map<String, Object>> keys) {
        this.keys = keys;
    }

    /**
     * The keys of a set as it came.
     *
     * @param set members as {@code StrictJson} reads them
     * @throws IllegalArgumentException when it has no list {@code keys}
     */
    public static Jwks of(Map<String, Object> set) {
        if (!(set.get("keys") instanceof List<?> list)) {
            throw new IllegalArgumentException("a JWK set without a list of keys");
        }
        return new Jwks(list.stream()
                .limit(MAX_KEYS)
                .flatMap(Jwks::members)
                .filter(key -> !PublicJwk.isPrivate(key))
                .toList());
    }

    @SuppressWarnings("unchecked") // the names of JSON members are strings
    private static Stream<Map<String, Object>> members(Object key) {
        return key instanceof Map<?, ?> map ? Stream.of((Map<String, Object>) map) : Stream.of();
    }

    /**
     * The keys that may have signed with this algorithm, at most {@value UnverifiedJwt#MAX_TRIES}.
     *
     * @param kid only keys of this {@code kid} where there is one
     */
    public List<VerificationKey> candidates(Optional<String> kid, SigningAlgorithm algorithm) {
        return keys.stream()
                .filter(key -> kid.isEmpty() || kid.get().equals(key.get("kid")))
                .filter(key -> isFor(key, "sig", "verify"))
                .filter(key -> !key.containsKey("alg") || algorithm.isNamed(key.get("alg")))
                .filter(key -> algorithm.keyType().equals(key.get("kty")))
                .flatMap(key -> verification(algorithm, key).stream())
                .limit(UnverifiedJwt.MAX_TRIES)
                .toList();
    }

    /** RFC 7517, sections 4.2 and 4.3: both may be left out. */
    private static boolean isFor(Map<String, Object> key, String use, String operation) {
        return Objects.requireNonNullElse(key.get("use"), use).equals(use)
                && (!(key.get("key_ops") instanceof Collection<?> operations) || operations.contains(operation));
    }

    private static Optional<VerificationKey> verification(SigningAlgorithm algorithm, Map<String, Object> jwk) {
        try {
            return Optional.of(VerificationKey.of(algorithm, jwk));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
