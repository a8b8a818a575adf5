package dev.limen.key;

import dev.limen.jose.VerificationKey;

/** A published key in memory. What belongs to its {@code kid} never changes; its life does. */
record KnownKey(KeyLife life, VerificationKey verification, LazyPair pair) {

    KnownKey(SigningKey row, StoredKeys stored) {
        this(
                row.life(),
                VerificationKey.of(row.algorithm, row.publicJwk),
                new LazyPair(() -> stored.unseal(row), () -> stored.open(row)));
    }

    KnownKey living(KeyLife now) {
        return now.equals(life) ? this : new KnownKey(now, verification, pair);
    }
}
