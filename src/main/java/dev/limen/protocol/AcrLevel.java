package dev.limen.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One authentication context class (OpenID Connect Core 1.0, section 2), and what a sign-in needs to reach it.
 *
 * @param acr its name
 * @param amr the methods that are all needed (RFC 8176)
 * @param maxAge how long ago the sign-in may be; empty: however long
 */
public record AcrLevel(String acr, List<String> amr, Optional<Duration> maxAge) {

    public AcrLevel {
        amr = List.copyOf(amr);
    }

    boolean isReached(List<String> by, Instant authTime, Instant at) {
        return by.containsAll(amr)
                && maxAge.map(age -> !authTime.plus(age).isBefore(at)).orElse(true);
    }
}
