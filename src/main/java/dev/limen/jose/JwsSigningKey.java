package dev.limen.jose;

/** What signs: a pair of ours, or a secret shared with a client. Each is for exactly one algorithm. */
public sealed interface JwsSigningKey permits SigningPair, SharedSecret {

    JwsAlgorithm algorithm();
}
