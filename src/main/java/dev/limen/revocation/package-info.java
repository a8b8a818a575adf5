/** The revocation endpoint (RFC 7009). What a revocation takes along is {@code issuance}'s to know. */
package dev.limen.revocation;
