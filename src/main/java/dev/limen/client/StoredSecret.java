package dev.limen.client;

import jakarta.persistence.Embeddable;

/** A secret of a client as it is kept. */
@Embeddable
public class StoredSecret {

    /** SHA-256 of the secret. */
    byte[] hash;

    /** Tells a changed secret of the realm file from the one applied last. */
    byte[] fingerprint;

    /** The secret under the master key; empty unless it keys an HMAC. */
    byte[] sealed;

    protected StoredSecret() {}

    StoredSecret(byte[] hash, byte[] fingerprint, byte[] sealed) {
        this.hash = hash;
        this.fingerprint = fingerprint;
        this.sealed = sealed;
    }
}
