package dev.limen.jose;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a JWT must be to be accepted at one place.
 *
 * @param issuer the only {@code iss}
 * @param types the accepted {@code typ} values; a JWT without one is refused (RFC 8725, section 3.11)
 * @param keys finds the key of a {@code kid}; nothing else in the token leads to a key
 * @param audience a value that {@code aud} must contain; empty where the caller decides on the audience itself
 * @param end whether a token past its {@code exp} is still evidence of something
 */
public record Expectation(
        String issuer,
        Set<String> types,
        Function<String, Optional<VerificationKey>> keys,
        Optional<String> audience,
        End end) {

    /** How {@code exp} counts. */
    public enum End {
        /** The token must not have expired. */
        ENFORCED,
        /** An expired token is accepted too, as an {@code id_token_hint} (OpenID Connect Core 1.0, 3.1.2.2) is. */
        IGNORED
    }

    /** A live token of one type, whatever its audience. */
    public static Expectation of(String issuer, String type, Function<String, Optional<VerificationKey>> keys) {
        return new Expectation(issuer, Set.of(type), keys, Optional.empty(), End.ENFORCED);
    }

    /** The same, for this audience only. */
    public Expectation forAudience(String value) {
        return new Expectation(issuer, types, keys, Optional.of(value), end);
    }

    /** The same, expired or not. */
    public Expectation evenExpired() {
        return new Expectation(issuer, types, keys, audience, End.IGNORED);
    }
}
