package dev.limen.key;

import java.time.Duration;

/**
 * The spans of time that rotation keeps. Why these, is in ADR 86.
 *
 * @param rotation how long a key signs; zero where no schedule ends it
 * @param maxAge how long others may cache the key set
 */
record KeyTimes(Duration rotation, Duration maxAge) {

    /**
     * What nodes may be apart: a node that does not reach the database is out of service after half of it, and the rest is
     * for clocks that differ.
     */
    static final Duration FOLLOW = Duration.ofMinutes(1);

    /** How old the knowledge of a node that is in service may be. */
    static final Duration SERVICE = FOLLOW.dividedBy(2);

    /** How old the knowledge may be by which a node signs; beyond it the node looks before it signs. */
    static final Duration SIGNING = Duration.ofSeconds(10);

    /** How long an algorithm counts as wanted after the last node said so. */
    static final Duration LEASE = Duration.ofHours(1);

    /** How long the row of a retired key is kept, for whoever looks into the past. */
    static final Duration MEMORY = Duration.ofDays(30);

    /** From the publication of a key to its first signature: whoever cached the set without it has forgotten that one. */
    Duration lead() {
        return maxAge.plus(FOLLOW);
    }

    /** Whether a schedule ends the use of a key. */
    boolean scheduled() {
        return rotation.isPositive();
    }
}
