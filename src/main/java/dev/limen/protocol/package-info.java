/**
 * The kernel: the vocabulary of OAuth 2.0 and OpenID Connect, its records, parsers and pure checks. It imports
 * {@code java.*} only, does no I/O and keeps no state.
 */
package dev.limen.protocol;
