package dev.limen.jose;

/** What verifies: a public key, or a secret shared with a client. Each is for exactly one algorithm. */
public sealed interface JwsVerificationKey permits VerificationKey, SharedSecret {

    JwsAlgorithm algorithm();
}
