/**
 * The authorization endpoint (RFC 6749, section 3.1; OpenID Connect Core 1.0, section 3.1.2) and its resume: takes a
 * request apart, checks it, and either answers the client, or stores the attempt and sends the person to the next step.
 *
 * <p>It leaves the pages of the steps to their leaves and which step is next to {@code interaction}.
 */
package dev.limen.authorize;
