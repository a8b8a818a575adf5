package dev.limen.protocol;

/**
 * A request was refused. Where it was raised decides how it is answered, never the rule that raised it.
 *
 * <p>{@link #detail()} is for the log only and may say more than the client may know; it never holds a secret.
 */
public final class OAuthException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient OAuthError error;

    public OAuthException(OAuthError error) {
        this(error, error.description());
    }

    public OAuthException(OAuthError error, String detail) {
        super(error.code().wire() + ": " + detail, null, false, false);
        this.error = error;
    }

    public OAuthException(ErrorCode code, String description, String clause) {
        this(new OAuthError(code, description, clause));
    }

    public OAuthError error() {
        return error;
    }

    public String detail() {
        return getMessage();
    }
}
