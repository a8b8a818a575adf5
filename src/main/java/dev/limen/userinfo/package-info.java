/**
 * The userinfo endpoint (OpenID Connect Core 1.0, section 5.3): what a client may know about the person, to whoever holds
 * an access token for it. What an access token is worth is {@code issuance}'s to say, and what is known about a person
 * {@code user}'s.
 */
package dev.limen.userinfo;
