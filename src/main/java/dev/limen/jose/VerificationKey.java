package dev.limen.jose;

import java.security.PublicKey;

/** A public key and the one algorithm that it verifies: what the token says of itself decides nothing. */
public record VerificationKey(SigningAlgorithm algorithm, PublicKey key) {

    public VerificationKey {
        if (!algorithm.fits(key)) {
            throw new IllegalArgumentException("not a key for " + algorithm);
        }
    }
}
