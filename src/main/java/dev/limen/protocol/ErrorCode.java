package dev.limen.protocol;

import java.util.Locale;

/** The registered error codes that Limen answers, each with the HTTP status of its direct (not redirected) form. */
public enum ErrorCode {
    /** RFC 6749, sections 4.1.2.1 and 5.2. */
    INVALID_REQUEST(400),
    /** RFC 6749, section 5.2. */
    INVALID_CLIENT(401),
    /** RFC 6749, section 5.2. */
    INVALID_GRANT(400),
    /** RFC 6749, sections 4.1.2.1 and 5.2. */
    UNAUTHORIZED_CLIENT(400),
    /** RFC 6749, section 5.2. */
    UNSUPPORTED_GRANT_TYPE(400),
    /** RFC 6749, sections 4.1.2.1 and 5.2. */
    INVALID_SCOPE(400),
    /** RFC 6749, section 4.1.2.1; RFC 8628, section 3.5. */
    ACCESS_DENIED(400),
    /** RFC 6749, section 4.1.2.1. */
    UNSUPPORTED_RESPONSE_TYPE(400),
    /** RFC 6749, section 4.1.2.1. */
    SERVER_ERROR(500),
    /** RFC 6749, section 4.1.2.1. */
    TEMPORARILY_UNAVAILABLE(503),
    /** OpenID Connect Core 1.0, section 3.1.2.6. */
    INTERACTION_REQUIRED(400),
    /** OpenID Connect Core 1.0, section 3.1.2.6. */
    LOGIN_REQUIRED(400),
    /** OpenID Connect Core 1.0, section 3.1.2.6. */
    ACCOUNT_SELECTION_REQUIRED(400),
    /** OpenID Connect Core 1.0, section 3.1.2.6. */
    CONSENT_REQUIRED(400),
    /** OpenID Connect Core 1.0, section 3.1.2.6. */
    REQUEST_NOT_SUPPORTED(400),
    /** OpenID Connect Core 1.0, section 3.1.2.6. */
    REQUEST_URI_NOT_SUPPORTED(400),
    /** OpenID Connect Core 1.0, section 3.1.2.6. */
    REGISTRATION_NOT_SUPPORTED(400),
    /** OpenID Connect Core 1.0, section 3.1.2.6; RFC 9101, section 7. */
    INVALID_REQUEST_URI(400),
    /** OpenID Connect Core 1.0, section 3.1.2.6; RFC 9101, section 7. */
    INVALID_REQUEST_OBJECT(400),
    /** RFC 6750, section 3.1. */
    INVALID_TOKEN(401),
    /** RFC 6750, section 3.1. */
    INSUFFICIENT_SCOPE(403),
    /** RFC 7009, section 2.2.1. */
    UNSUPPORTED_TOKEN_TYPE(400),
    /** RFC 8707, section 2. */
    INVALID_TARGET(400),
    /** RFC 7591, section 3.2.2. */
    INVALID_REDIRECT_URI(400),
    /** RFC 7591, section 3.2.2. */
    INVALID_CLIENT_METADATA(400),
    /** RFC 7591, section 3.2.2. */
    INVALID_SOFTWARE_STATEMENT(400),
    /** RFC 7591, section 3.2.2. */
    UNAPPROVED_SOFTWARE_STATEMENT(400),
    /** RFC 8628, section 3.5. */
    AUTHORIZATION_PENDING(400),
    /** RFC 8628, section 3.5. */
    SLOW_DOWN(400),
    /** RFC 8628, section 3.5. */
    EXPIRED_TOKEN(400),
    /** RFC 9449, sections 5 and 7.1. */
    INVALID_DPOP_PROOF(400, 401),
    /** RFC 9449, sections 8 and 9. */
    USE_DPOP_NONCE(400, 401),
    /** CIBA, section 13. */
    UNKNOWN_USER_ID(400),
    /** CIBA, section 13. */
    EXPIRED_LOGIN_HINT_TOKEN(400),
    /** CIBA, section 13. */
    INVALID_BINDING_MESSAGE(400),
    /** OpenID Connect Core Error Code unmet_authentication_requirements 1.0, section 3. */
    UNMET_AUTHENTICATION_REQUIREMENTS(400),
    /** RFC 9396, sections 5 and 14.6. */
    INVALID_AUTHORIZATION_DETAILS(400),
    /** RFC 9470, section 3. */
    INSUFFICIENT_USER_AUTHENTICATION(401);

    private final String wire;
    private final int status;
    private final int resourceStatus;

    ErrorCode(int status) {
        this(status, status);
    }

    ErrorCode(int status, int resourceStatus) {
        this.wire = name().toLowerCase(Locale.ROOT);
        this.status = status;
        this.resourceStatus = resourceStatus;
    }

    /** The value of the {@code error} parameter. */
    public String wire() {
        return wire;
    }

    /** Whether the client is to ask again: an ordinary answer on the way, which no log or audit trail needs each time. */
    public boolean asksAgain() {
        return this == AUTHORIZATION_PENDING || this == SLOW_DOWN;
    }

    /** Whether it says what is wrong with a registration (RFC 7591, section 3.2.2), and nothing about a token. */
    public boolean concernsRegistration() {
        return switch (this) {
            case INVALID_REDIRECT_URI,
                    INVALID_CLIENT_METADATA,
                    INVALID_SOFTWARE_STATEMENT,
                    UNAPPROVED_SOFTWARE_STATEMENT -> true;
            default -> false;
        };
    }

    /** The HTTP status where the error is answered directly. */
    public int status() {
        return status;
    }

    /** The HTTP status where a resource answers that an access token protects: what is wrong with the proof is a 401. */
    public int resourceStatus() {
        return resourceStatus;
    }
}
