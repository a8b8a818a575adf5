package dev.limen.ciba;

/**
 * One way to tell a person that a client asks something of them (CIBA, section 8). A bean of this type is all that a new
 * way needs; every one of them is told of every request. What it sends must never be enough to approve: it leads the
 * person to a page, or to an authenticator, that finds out who they are.
 */
interface Notifier {

    /**
     * Tells the person, if it can. Runs apart from any request and transaction, and may take its time.
     *
     * @throws RuntimeException if it failed; the request waits all the same, and the person finds it on the page
     */
    void tell(Notice notice);
}
