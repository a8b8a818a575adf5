package dev.limen.key;

import dev.limen.jose.SigningAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What decides about a key, without the key itself.
 *
 * @param activatesAt from when on it signs
 * @param retiringAt since when another signs in its place
 * @param longestLifetime of anything that it may have signed
 * @param wantedUntil until when some node wants its algorithm
 */
record KeyLife(
        String kid,
        SigningAlgorithm algorithm,
        KeyState state,
        Instant activatesAt,
        Optional<Instant> retiringAt,
        Duration longestLifetime,
        Instant wantedUntil) {

    /** Whether its time to sign has come, whoever has noticed. */
    boolean due(Instant now) {
        return !activatesAt.isAfter(now);
    }

    boolean is(KeyState other) {
        return state == other;
    }
}
