/**
 * Clients that register themselves (RFC 7591; OpenID Connect Dynamic Client Registration 1.0) and manage that (RFC 7592): who
 * may, what such a client can give itself, and what it is told.
 *
 * <p>What metadata means and which of it fits together is left to {@code protocol}; how clients are stored, to {@code client}.
 */
package dev.limen.registration;
