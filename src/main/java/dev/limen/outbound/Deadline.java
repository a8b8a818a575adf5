package dev.limen.outbound;

import java.time.Duration;

/** When a call must be over, whatever it is at by then. Counted by the machine's own clockwork, not by the time of day. */
record Deadline(long nanoTime) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** What is left, in milliseconds; zero when it is over. */
    long millisLeft() {
        return Math.max(0, (nanoTime - System.nanoTime()) / 1_000_000);
    }
}
