/**
 * Ends of sessions, and those who have to hear of them: what was granted in a session ends with it, and each client that took
 * part is told at its {@code backchannel_logout_uri} (OpenID Connect Back-Channel Logout 1.0).
 *
 * <p>Who has to be told is written by the database in the transaction that ends a session, whoever ends it and how;
 * {@code Notices} are what is written, {@code Delivery} tells one client, and {@code Deliverer} sees to all of them. It leaves
 * the pages of a sign-out, and the frames of the front channel, to {@code logout}.
 */
package dev.limen.signout;
