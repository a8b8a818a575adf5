package dev.limen.jose;

/** The JWT is not what was expected. The message is a detail for the log; it quotes no part of the token. */
public final class InvalidJwtException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean expired;

    public InvalidJwtException(String detail) {
        this(detail, false);
    }

    private InvalidJwtException(String detail, boolean expired) {
        super(detail);
        this.expired = expired;
    }

    /** It was good until its time was over. */
    static InvalidJwtException expired() {
        return new InvalidJwtException("expired", true);
    }

    /** Whether nothing but its age was found wrong with it, up to where it was looked at. */
    public boolean isExpired() {
        return expired;
    }
}
