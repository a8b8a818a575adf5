package dev.limen.interaction;

/** What an attempt is for, and so where every step returns to. */
public enum Purpose {
    /** An authorization request. */
    AUTHORIZATION("/authorize/"),
    /** A device that waits for a person's decision (RFC 8628). */
    DEVICE("/device/"),
    /** A person who came to see what clients ask of them (CIBA). */
    APPROVALS("/approvals/");

    private final String resume;

    Purpose(String resume) {
        this.resume = resume;
    }

    /** The path of the resume below the issuer; the handle follows. */
    String resume() {
        return resume;
    }
}
