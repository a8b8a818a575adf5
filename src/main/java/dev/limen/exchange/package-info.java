/**
 * The token exchange grant (RFC 8693): a client gives a token of ours and gets one of its own for it, good for less.
 *
 * <p>What a client may exchange is in its metadata; whether the tokens that are given are still good, and what is issued,
 * is left to {@code issuance}, and what the new one descends from to {@code grant}.
 */
package dev.limen.exchange;
