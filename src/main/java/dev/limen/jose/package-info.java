/**
 * JOSE as this provider uses it: JWTs signed and verified (RFC 7515, RFC 7519, RFC 8725), ours and those of others;
 * encrypted and decrypted (RFC 7516); JSON Web Keys, their sets and thumbprints (RFC 7517, RFC 7638); and the half hashes
 * of OpenID Connect. The only user of the JOSE libraries.
 *
 * <p>It holds no keys: {@code key} owns ours, and clients name theirs. What the claims of a kind of token must say is left
 * to whoever issues or accepts that kind.
 */
package dev.limen.jose;
