package dev.limen.throttle;

import java.time.Duration;

/**
 * A budget of failures, as a leaky bucket: it holds {@code budget} failures and loses one every {@code leak}. A try
 * beyond the budget is let in, too, but the next one has to wait: a second, then twice as long each time.
 *
 * @param budget failures that cost no wait
 * @param leak the time in which one failure is forgotten
 * @param maxDelay the longest wait
 */
public record Limit(int budget, Duration leak, Duration maxDelay) {

    /** Failures beyond the budget that are remembered: more would only prolong the forgetting. */
    static final int MAX_EXCESS = 20;

    /** @throws IllegalArgumentException if a part is not positive */
    public Limit {
        if (budget < 1 || !leak.isPositive() || !maxDelay.isPositive()) {
            throw new IllegalArgumentException("limen.throttle: budgets, window and max-delay must be positive");
        }
    }
}
