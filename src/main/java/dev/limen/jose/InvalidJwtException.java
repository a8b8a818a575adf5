package dev.limen.jose;

/** The JWT is not what was expected. The message is a detail for the log; it quotes no part of the token. */
public final class InvalidJwtException extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidJwtException(String detail) {
        super(detail);
    }
}
