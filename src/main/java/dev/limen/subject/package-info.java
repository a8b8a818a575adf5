/**
 * Under which subject identifier a client knows a person (OpenID Connect Core 1.0, section 8), and the secret salt of those
 * that are pairwise.
 *
 * <p>Whoever tells a client about a person asks here; accounts are {@code user}'s, and which type a client has stands in its
 * metadata.
 */
package dev.limen.subject;
