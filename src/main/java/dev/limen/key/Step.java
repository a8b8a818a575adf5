package dev.limen.key;

import java.time.Instant;

/** One change of the keys of an algorithm. Steps are carried out in their order. */
sealed interface Step {

    /** A new key is made and published; it is the active one at once where its time to sign has come. */
    record Make(Instant activatesAt) implements Step {}

    /** A published key is the active one. */
    record Activate(String kid) implements Step {}

    /** The active key signs no more, since this moment. */
    record StopSigning(String kid, Instant since) implements Step {}

    /** A key is neither published nor accepted any more, and nobody can sign with it. */
    record Retire(String kid) implements Step {}
}
