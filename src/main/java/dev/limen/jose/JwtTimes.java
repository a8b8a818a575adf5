package dev.limen.jose;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The times of a JWT against the clock (RFC 7519, sections 4.1.4 to 4.1.6): one rule each, to be combined by the caller. */
@Singleton
public final class JwtTimes {

    /** The end of the year 9999; numbers beyond are no times, and would overflow what is computed with them. */
    private static final BigDecimal LATEST = BigDecimal.valueOf(253_402_300_799L);

    private final Clock clock;

    @Inject
    public JwtTimes(Clock clock) {
        this.clock = clock;
    }

    /**
     * {@code exp} is there and not reached.
     *
     * @param tolerance how far the signer's clock may be behind
     */
    public void notExpired(Map<String, Object> claims, Duration tolerance) throws InvalidJwtException {
        if (now() >= seconds(claims, "exp") + tolerance.toSeconds()) {
            throw InvalidJwtException.expired();
        }
    }

    /**
     * {@code nbf}, if it is there, is reached.
     *
     * @param tolerance how far the signer's clock may be ahead
     */
    public void begun(Map<String, Object> claims, Duration tolerance) throws InvalidJwtException {
        if (claims.containsKey("nbf")) {
            require(seconds(claims, "nbf") <= now() + tolerance.toSeconds(), "not yet valid");
        }
    }

    /**
     * {@code iat}, if it is there, is not in the future.
     *
     * @param tolerance how far the signer's clock may be ahead
     */
    public void issuedBefore(Map<String, Object> claims, Duration tolerance) throws InvalidJwtException {
        if (claims.containsKey("iat")) {
            require(seconds(claims, "iat") <= now() + tolerance.toSeconds(), "iat is in the future");
        }
    }

    /**
     * {@code iat} is there, not in the future, and not long ago: for what has no {@code exp} of its own, such as a DPoP
     * proof (RFC 9449, section 4.3).
     *
     * @param age how old it may be
     * @param tolerance how far the clocks may be apart, either way
     */
    public void issuedWithin(Map<String, Object> claims, Duration age, Duration tolerance) throws InvalidJwtException {
        long issued = seconds(claims, "iat");
        issuedBefore(claims, tolerance);
        require(now() <= issued + age.plus(tolerance).toSeconds(), "iat is too long ago");
    }

    /**
     * {@code exp} is there, and ends a life that is no longer than this, from now and, where there is an {@code iat}, from
     * that: so that what was used once need not be remembered for ever.
     *
     * @param tolerance how far the signer's clock may be ahead
     */
    public void shortLived(Map<String, Object> claims, Duration maximum, Duration tolerance)
            throws InvalidJwtException {
        long end = seconds(claims, "exp");
        require(end <= now() + maximum.plus(tolerance).toSeconds(), "exp is too far away");
        if (claims.containsKey("iat")) {
            require(end - seconds(claims, "iat") <= maximum.toSeconds(), "exp is too far from iat");
        }
    }

    /**
     * {@code nbf} and {@code exp} are there, no further apart than this, and {@code nbf} is no longer ago: for what must not be
     * used long after it was made (FAPI 2.0 Message Signing, section 5.3.1).
     */
    public void brief(Map<String, Object> claims, Duration maximum) throws InvalidJwtException {
        long start = seconds(claims, "nbf");
        require(seconds(claims, "exp") - start <= maximum.toSeconds(), "exp is too far from nbf");
        require(now() - start <= maximum.toSeconds(), "nbf is too long ago");
    }

    /**
     * A NumericDate (RFC 7519, section 2) in whole seconds.
     *
     * @throws InvalidJwtException when the claim is missing or no time between 1970 and 9999
     */
    public static long seconds(Map<String, Object> claims, String name) throws InvalidJwtException {
        BigDecimal value =
                switch (claims.get(name)) {
                    case BigDecimal decimal -> decimal;
                    case Long whole -> BigDecimal.valueOf(whole);
                    case null, default -> throw new InvalidJwtException(name + " is not a number");
                };
        require(value.signum() >= 0 && value.compareTo(LATEST) <= 0, name + " is not a time");
        return value.longValue();
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private static void require(boolean holds, String otherwise) throws InvalidJwtException {
        if (!holds) {
            throw new InvalidJwtException(otherwise);
        }
    }
}
