package dev.limen.config;

/** Whether a DPoP proof must repeat a nonce of the server (RFC 9449, section 8). */
public enum NonceUse {
    /** One is offered with every answer, and checked where it comes back. */
    OPTIONAL,
    /** A proof without one is answered with {@code use_dpop_nonce}. */
    REQUIRED
}
