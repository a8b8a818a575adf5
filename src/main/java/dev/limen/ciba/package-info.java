/**
 * Client-Initiated Backchannel Authentication (CIBA Core 1.0), whole: the endpoint at which a client asks a person who is
 * elsewhere, how that person is told, the pages and the API on which they decide, how the client is told of it, and the
 * grant type with which it asks for its tokens.
 *
 * <p>It leaves signing in to {@code login}, reached by a redirect and the stored attempt, the life of the requests to
 * {@code grant}, and what is issued to {@code issuance}.
 */
package dev.limen.ciba;
