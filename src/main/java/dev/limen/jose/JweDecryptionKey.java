package dev.limen.jose;

/** What decrypts a JWE: a key pair of ours, or a secret that a client shares with the provider. */
public sealed interface JweDecryptionKey permits EncryptionPair, ClientSecretKey {

    /** Whether a JWE of this algorithm may be decrypted with this key. */
    boolean serves(EncryptionAlgorithm algorithm);
}
