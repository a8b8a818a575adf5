/**
 * What a request proves possession of: the key of a DPoP proof (RFC 9449) or a client certificate (RFC 8705), checked
 * against the request, its access token and the proofs that were seen before.
 *
 * <p>How a JWT is read is left to {@code jose}, the rules without state to the kernel, and what follows from a proof to the
 * grants and resources that ask.
 */
package dev.limen.proof;
