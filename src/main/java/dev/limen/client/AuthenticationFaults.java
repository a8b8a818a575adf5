package dev.limen.client;

import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;

/** The two refusals of client authentication. The client learns no more than this; the detail is for the log. */
final class AuthenticationFaults {

    private static final OAuthError FAILED =
            new OAuthError(ErrorCode.INVALID_CLIENT, "client authentication failed", "RFC 6749, section 5.2");
    private static final OAuthError SEVERAL = new OAuthError(
            ErrorCode.INVALID_REQUEST,
            "the request uses more than one method of client authentication",
            "RFC 6749, section 2.3");

    private AuthenticationFaults() {}

    static OAuthException failed(String detail) {
        return new OAuthException(FAILED, detail);
    }

    static OAuthException severalMethods(String detail) {
        return new OAuthException(SEVERAL, detail);
    }
}
