package dev.limen.jose;

import dev.limen.json.StrictJson;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Verifies the JWTs that we signed ourselves, as RFC 8725 asks: the key is found by {@code kid} among our own, the
 * algorithm belongs to the key, the kind of token is explicit, and size, depth and ambiguity end the reading early. Those
 * of others are read with {@link JwtReader}.
 */
@Singleton
public final class JwtVerifier {

    /** The longest JWT read, in characters. */
    public static final int MAX_LENGTH = JwtReader.MAX_LENGTH;

    private final JwtReader reader;
    private final JwtTimes times;

    @Inject
    public JwtVerifier(StrictJson json, Clock clock) {
        this.reader = new JwtReader(json);
        this.times = new JwtTimes(clock);
    }

    /**
     * The claims of this JWT.
     *
     * @throws InvalidJwtException when it is not, in every respect, what was expected
     */
    public Map<String, Object> verify(String jwt, Expectation expected) throws InvalidJwtException {
        UnverifiedJwt read = reader.read(jwt);
        VerificationKey key = key(read, expected);
        require(key.algorithm().wire().equals(read.header().get("alg")), "alg is not that of the key");
        Map<String, Object> claims = read.verify(new TypRule(expected.types(), false), List.of(key));
        verifyClaims(claims, expected);
        return claims;
    }

    private static VerificationKey key(UnverifiedJwt jwt, Expectation expected) throws InvalidJwtException {
        String kid = jwt.kid().orElseThrow(() -> new InvalidJwtException("no kid"));
        return expected.keys().apply(kid).orElseThrow(() -> new InvalidJwtException("kid is not a key of ours"));
    }

    private void verifyClaims(Map<String, Object> claims, Expectation expected) throws InvalidJwtException {
        require(expected.issuer().equals(claims.get("iss")), "iss is not " + expected.issuer());
        if (expected.audience().isPresent()) {
            require(audiences(claims).contains(expected.audience().get()), "aud is another");
        }
        if (expected.end() == Expectation.End.ENFORCED) {
            times.notExpired(claims, Duration.ZERO);
        } else {
            JwtTimes.seconds(claims, "exp"); // a token without an end is of another kind
        }
        times.begun(claims, Duration.ZERO);
    }

    /** RFC 7519, section 4.1.3: one string or a list of them. */
    private static Collection<?> audiences(Map<String, Object> claims) {
        return switch (claims.get("aud")) {
            case Collection<?> several -> several;
            case String one -> List.of(one);
            case null, default -> List.of();
        };
    }

    private static void require(boolean holds, String otherwise) throws InvalidJwtException {
        if (!holds) {
            throw new InvalidJwtException(otherwise);
        }
    }
}
