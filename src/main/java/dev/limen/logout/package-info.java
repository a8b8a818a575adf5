/**
 * Signing out: RP-Initiated Logout 1.0 with the pages that it needs, the frames of Front-Channel Logout 1.0, and the frame of
 * Session Management 1.0.
 *
 * <p>It leaves the ends of sessions, and telling clients of them without a browser, to {@code signout}.
 */
package dev.limen.logout;
