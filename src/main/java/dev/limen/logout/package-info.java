/**
 * Signing out: RP-Initiated Logout 1.0, with the pages that it needs.
 *
 * <p>It leaves the end of sessions to {@code session}, and the end of what was granted in them to {@code grant}.
 */
package dev.limen.logout;
