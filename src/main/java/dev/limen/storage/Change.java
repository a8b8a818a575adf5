package dev.limen.storage;

/** What storing something did. */
public enum Change {
    CREATED,
    UPDATED,
    /** It was stored that way already; no row was written. */
    UNCHANGED
}
