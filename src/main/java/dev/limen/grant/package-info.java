/**
 * What was granted, and everything that hangs from it: remembered consent, authorization codes, refresh tokens, opaque
 * access tokens, and their revocation. One {@link dev.limen.grant.Grant} is one authorization; all tokens that came of
 * it, rotated or not, end with it.
 *
 * <p>It leaves to {@code issuance} what a token looks like, and to the leaves who may ask.
 */
package dev.limen.grant;
