package dev.limen.client;

/**
 * What is to be encrypted to a client has no key to be encrypted to. No refusal of the protocol by itself: the transaction
 * must be undone, so that a code or refresh token that was presented is as good as before.
 */
public final class NoClientKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String algorithm;

    /** @param algorithm the {@code alg} of RFC 7516 for which there is no key */
    public NoClientKeyException(String algorithm) {
        super("the client has no key to encrypt to with " + algorithm, null, false, false);
        this.algorithm = algorithm;
    }

    String algorithm() {
        return algorithm;
    }
}
