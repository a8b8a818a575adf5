package dev.limen.signout;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failure: twice as long each time, up to a limit; and a little more or less by chance, so that what
 * failed together does not come back together.
 *
 * @param first after the first failure
 * @param longest the limit
 */
record Backoff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 30;

    /**
     * The pause.
     *
     * @param failures how many there were, one or more
     */
    Duration after(int failures, RandomGenerator random) {
        Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        Duration pause = doubled.compareTo(longest) < 0 ? doubled : longest;
        // three to five quarters
        return Duration.ofMillis(Math.round(pause.toMillis() * (0.75 + random.nextDouble() / 2)));
    }
}
