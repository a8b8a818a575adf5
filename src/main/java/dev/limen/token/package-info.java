/**
 * The token endpoint (RFC 6749, section 3.2), and the grant types without a home of their own: authorization_code and
 * refresh_token.
 *
 * <p>It leaves client authentication to {@code client}, and what is issued to {@code issuance}.
 */
package dev.limen.token;
