package dev.limen.user;

import java.time.Duration;

/** Too many passwords are being hashed; whoever asks again after {@link #retryAfter()} may find a free place. */
public final class HashingBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    HashingBusyException(Duration retryAfter) {
        super("password hashing is busy", null, false, false);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
