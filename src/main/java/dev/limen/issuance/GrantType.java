package dev.limen.issuance;

/** One grant type of the token endpoint; a bean of this type is all that a new one needs. */
public interface GrantType {

    /** The value of the {@code grant_type} parameter. */
    String name();

    /** Whether the operator has it on; one that is off is as unknown as one that does not exist. */
    default boolean enabled() {
        return true;
    }

    /**
     * Proves the grant that the request presents, and uses it up. Whether the client and the person may still have
     * tokens is not asked here: every redemption passes {@link Gate}.
     *
     * @throws dev.limen.protocol.OAuthException {@code invalid_grant} or {@code invalid_request}
     */
    Redemption redeem(TokenRequest request);
}
