/**
 * Turns a grant into what the client receives: the one policy gate, ID tokens, access tokens of each format, the answer
 * of the token endpoint, and the response modes of the authorization endpoint; and, the other way round, tells what an
 * access token that comes back is worth.
 *
 * <p>It leaves how a grant is proven to the grant types, and storage to {@code grant}.
 */
package dev.limen.issuance;
