package dev.limen.issuance;

import dev.limen.client.Client;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.SenderConstraint;

/**
 * A token request of an authenticated client that may use the grant type.
 *
 * @param proven what the request proves possession of, and its tokens are bound to
 */
public record TokenRequest(Client client, Parameters parameters, SenderConstraint proven) {

    private static final OAuthError NOT_PROVEN = new OAuthError(
            ErrorCode.INVALID_GRANT,
            "the grant is bound to a key or certificate that the request does not prove possession of",
            "RFC 9449, section 5");

    /**
     * For every grant type to ask before it uses anything up: the request proves possession of what the presented code or
     * token is bound to. Whoever stole it alone can neither use it nor spoil it for its owner.
     *
     * @throws OAuthException {@code invalid_grant}
     */
    public void requireProven(SenderConstraint boundTo) {
        if (!boundTo.isMetBy(proven)) {
            throw new OAuthException(NOT_PROVEN);
        }
    }

    /**
     * What a refresh token of this answer is to be bound to. Those of confidential clients are bound by the client's own
     * authentication, and may move to another key (RFC 9449, section 5; RFC 8705, section 4).
     */
    public SenderConstraint refreshTokenBinding() {
        return client.metadata.isPublic() ? proven : SenderConstraint.BEARER;
    }
}
