package dev.limen.storage;

/**
 * Wants to hear at once what some node has changed in the database. Every bean of this type is told, on the node that
 * made the change as well as on all others.
 *
 * <p>It is called on the one thread that listens, so it must be quick: mark something as stale, or read a few rows. What
 * it throws is logged, and nothing is told twice. A notification is a hint and never the only way to the truth: it may
 * come late, when the connection is lost and made anew, so whoever listens also looks by himself now and then.
 */
public interface NodeListener {

    /** The channel of the notifications that it wants, as given to {@link Notifications#notify}. */
    String channel();

    /**
     * Something changed, and the change is committed.
     *
     * @param payload as given to {@link Notifications#notify}
     */
    void heard(String payload);

    /** Anything may have changed: the node begins to listen, or listens again after it could not. */
    void mayHaveMissed();
}
