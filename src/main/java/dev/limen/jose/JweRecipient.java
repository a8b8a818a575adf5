package dev.limen.jose;

/** For whom a JWE is encrypted: a public key of a client, or a secret that it shares with the provider. */
public sealed interface JweRecipient permits RecipientKey, ClientSecretKey {

    EncryptionAlgorithm algorithm();
}
