package dev.limen.key;

import dev.limen.jose.SigningPair;
import java.util.function.Supplier;

/** A pair that is opened when it signs for the first time: most of what is published does not sign here. */
final class LazyPair {

    private final Runnable unseal;
    private final Supplier<SigningPair> open;
    private volatile SigningPair opened;

    /**
     * A pair that is kept.
     *
     * @param unseal fails if the master key is not the right one
     * @param open makes what signs, which takes longer
     */
    LazyPair(Runnable unseal, Supplier<SigningPair> open) {
        this.unseal = unseal;
        this.open = open;
    }

    void unseal() {
        unseal.run();
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
