package dev.limen.issuance;

import dev.limen.protocol.Parameters;

/** One grant type of the token endpoint; a bean of this type is all that a new one needs. */
public interface GrantType {

    /** The value of the {@code grant_type} parameter. */
    String name();

    /** Whether the operator has it on; one that is off is as unknown as one that does not exist. */
    default boolean enabled() {
        return true;
    }

    /**
     * Does what takes long, before the transaction of the request begins, so that no connection to the database waits for
     * it. The client is not known yet, so nothing of what is learned here may be answered: it is for the redemption.
     */
    default Redeemer prepare(Parameters form) {
        return this::redeem;
    }

    /** A {@link GrantType#redeem} for which everything is at hand. */
    @FunctionalInterface
    interface Redeemer {
        Redemption redeem(TokenRequest request);
    }

    /**
     * Proves the grant that the request presents, and uses it up. Whether the client and the person may still have
     * tokens is not asked here: every redemption passes {@link Gate}.
     *
     * @throws dev.limen.protocol.OAuthException {@code invalid_grant} or {@code invalid_request}
     */
    Redemption redeem(TokenRequest request);
}
