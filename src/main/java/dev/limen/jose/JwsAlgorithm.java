package dev.limen.jose;

import java.util.Optional;

/**
 * A way to sign (RFC 7518, section 3.1). Two kinds that never mix: with a {@link SigningAlgorithm} one side signs and
 * everyone verifies, its keys are made, kept and published; with a {@link MacAlgorithm} both sides share a secret, which
 * is neither.
 */
public sealed interface JwsAlgorithm permits SigningAlgorithm, MacAlgorithm {

    /** The value of the {@code alg} parameter, as it is written. */
    String wire();

    /** The digest that {@code at_hash} and {@code c_hash} use beside this algorithm, by its JDK name. */
    String hash();

    /** Whether an {@code alg} that others wrote means this algorithm. */
    default boolean isNamed(Object alg) {
        return wire().equals(alg);
    }

    /** The algorithm of this {@code alg} value; empty for {@code none} and whatever else is not known. */
    static Optional<JwsAlgorithm> of(String wire) {
        return SigningAlgorithm.of(wire).<JwsAlgorithm>map(a -> a).or(() -> MacAlgorithm.of(wire));
    }
}
