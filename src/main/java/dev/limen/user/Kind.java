package dev.limen.user;

/** What the throttle of passwords counts, and what sources it knows. */
enum Kind {
    ACCOUNT_AND_ADDRESS,
    ACCOUNT_AND_BROWSER,
    ACCOUNT,
    ADDRESS
}
