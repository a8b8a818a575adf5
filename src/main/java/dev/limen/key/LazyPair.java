package dev.limen.key;

import dev.limen.jose.SigningPair;
import java.util.function.Supplier;

/** A pair that is opened when it signs for the first time: most of what is published does not sign here. */
final class LazyPair {

    private final Supplier<SigningPair> open;
    private volatile SigningPair opened;

    LazyPair(Supplier<SigningPair> open) {
        this.open = open;
    }

    SigningPair get() {
        SigningPair pair = opened;
        if (pair == null) {
            // twice, by two threads at once, does no harm
            pair = open.get();
            opened = pair;
        }
        return pair;
    }
}
