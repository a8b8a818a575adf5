/**
 * The JWT bearer grant (RFC 7523, section 2.1): a client presents what another issuer says about a person, and gets a token
 * for that person.
 *
 * <p>Who is trusted, and how far, is left to {@code trust}; what is issued to {@code issuance}.
 */
package dev.limen.assertion;
