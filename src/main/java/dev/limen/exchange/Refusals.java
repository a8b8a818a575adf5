package dev.limen.exchange;

import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;

/** What is answered to a token that cannot be exchanged (RFC 8693, section 2.2.2). */
final class Refusals {

    private static final String CLAUSE = "RFC 8693, section 2.2.2";

    private Refusals() {}

    /** Something of the request that its sender can see for itself. */
    static OAuthException request(String description) {
        return new OAuthException(ErrorCode.INVALID_REQUEST, description, "RFC 8693, section 2.1");
    }

    /** A token is not good, or not for this client: one answer, so that nobody learns about tokens of others. */
    static OAuthException token(String parameter, String detail) {
        return new OAuthException(
                new OAuthError(
                        ErrorCode.INVALID_REQUEST,
                        parameter + " is unknown, expired, revoked, or not one that this client may exchange",
                        CLAUSE),
                detail);
    }

    /** The combination of tokens is not allowed. */
    static OAuthException policy(String description) {
        return new OAuthException(ErrorCode.INVALID_REQUEST, description, CLAUSE);
    }

    static OAuthException target(String description) {
        return new OAuthException(ErrorCode.INVALID_TARGET, description, CLAUSE);
    }
}
