package dev.limen.config;

/** Who may register clients at the endpoint for that (RFC 7591, section 1.3 and section 3). */
public enum RegistrationMode {
    /** Nobody: there is no such endpoint. */
    OFF,
    /** Anyone. */
    OPEN,
    /** Whoever has an initial access token. */
    INITIAL_ACCESS_TOKEN,
    /** Whoever has a software statement of an issuer that the realm trusts for it. */
    SOFTWARE_STATEMENT
}
