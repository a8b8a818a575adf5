/**
 * The introspection endpoint (RFC 7662): tells a client what a token of its own, or one that is meant for it, is worth at
 * this moment. What a token is worth is {@code issuance}'s to say.
 */
package dev.limen.introspection;
