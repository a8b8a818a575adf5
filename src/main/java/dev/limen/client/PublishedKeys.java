package dev.limen.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is known of the keys at one address.
 *
 * @param set the JWK Set of the last load that succeeded; empty if none has
 * @param freshUntil how long it may be used as it is (RFC 9111, section 4.2)
 * @param usableUntil how long it may be used while its host fails (RFC 5861, section 4)
 * @param retryAt before then it is not loaded again, whatever is missing
 */
record PublishedKeys(Optional<Map<String, Object>> set, Instant freshUntil, Instant usableUntil, Instant retryAt) {

    /** Unknown keys make it be loaded again no sooner than this after the last time. */
    static final Duration BETWEEN_LOADS = Duration.ofMinutes(1);

    static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    static final Duration USABLE_STALE = Duration.ofHours(4);

    static final PublishedKeys UNKNOWN = new PublishedKeys(Optional.empty(), Instant.MIN, Instant.MIN, Instant.MIN);

    /** The keys as they came at this moment. */
    static PublishedKeys loaded(Map<String, Object> set, Duration fresh, Instant now) {
        Instant freshUntil = now.plus(fresh);
        return new PublishedKeys(Optional.of(set), freshUntil, freshUntil.plus(USABLE_STALE), now.plus(BETWEEN_LOADS));
    }

    /** The same, after a load that failed at this moment. */
    PublishedKeys failed(Instant now) {
        return new PublishedKeys(set, freshUntil, usableUntil, now.plus(AFTER_FAILURE));
    }

    /** Whether they should be loaded before they are used for this. */
    boolean shouldLoad(Predicate<Map<?, ?>> wanted, Instant now) {
        boolean sufficient =
                now.isBefore(freshUntil) && set.filter(s -> has(s, wanted)).isPresent();
        return !sufficient && !now.isBefore(retryAt);
    }

    /** What may be used now. */
    Optional<Map<String, Object>> usable(Instant now) {
        return now.isBefore(usableUntil) ? set : Optional.empty();
    }

    private static boolean has(Map<String, Object> set, Predicate<Map<?, ?>> wanted) {
        return set.get("keys") instanceof List<?> keys
                && keys.stream().anyMatch(key -> key instanceof Map<?, ?> jwk && wanted.test(jwk));
    }
}
