package dev.limen.throttle;

import java.time.Duration;

/** A try has to wait. It rolls back what was counted in the buckets before the blocked one. */
public final class OverBudgetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    OverBudgetException(Duration retryAfter) {
        super("over budget", null, false, false);
        this.retryAfter = retryAfter;
    }

    /** In whole seconds, as {@code Retry-After} has them. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
