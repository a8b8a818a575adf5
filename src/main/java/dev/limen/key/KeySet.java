package dev.limen.key;

import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The published keys as they were read at one moment; immutable, so that a request sees one state of them.
 *
 * @param readAt when the reading began
 * @param keys by {@code kid}, in the order of publication
 * @param jwks the key set of RFC 7517, section 5: the same object as long as the same keys are published
 */
record KeySet(Instant readAt, Map<String, KnownKey> keys, Map<String, Object> jwks) {

    static final KeySet EMPTY = new KeySet(Instant.MIN, Map.of(), Map.of("keys", List.of()));

    /** What a later reading found. Of a key that was known, nothing is parsed or opened again. */
    KeySet followedBy(List<SigningKey> rows, Instant readAt, StoredKeys stored) {
        Map<String, KnownKey> found = new LinkedHashMap<>();
        for (SigningKey row : rows) {
            KnownKey known = keys.get(row.kid);
            found.put(row.kid, known == null ? new KnownKey(row, stored) : known.living(row.life()));
        }
        boolean same = List.copyOf(found.keySet()).equals(List.copyOf(keys.keySet()));
        return new KeySet(readAt, found, same ? jwks : jwks(found));
    }

    private static Map<String, Object> jwks(Map<String, KnownKey> keys) {
        return Map.of(
                "keys",
                keys.entrySet().stream()
                        .map(key -> key.getValue().verification().published(key.getKey()))
                        .toList());
    }

    /** Whether this was read within a span before now; a clock that was set back makes everything old. */
    boolean isFresh(Duration span, Instant now) {
        return !readAt.isBefore(now.minus(span)) && !readAt.isAfter(now.plus(span));
    }

    /** The key that signs: the next one as soon as its time has come, whether or not its state has been changed. */
    Optional<KeyLife> signing(SigningAlgorithm algorithm, Instant now) {
        KeyLife found = null;
        for (KnownKey key : keys.values()) {
            KeyLife life = key.life();
            if (life.algorithm() != algorithm) {
                continue;
            }
            if (life.is(KeyState.NEXT) && life.due(now)) {
                return Optional.of(life);
            }
            if (life.is(KeyState.ACTIVE)) {
                found = life;
            }
        }
        return Optional.ofNullable(found);
    }

    SigningPair pair(KeyLife life) {
        return keys.get(life.kid()).pair().get();
    }

    List<KeyLife> lives() {
        return keys.values().stream().map(KnownKey::life).toList();
    }
}
