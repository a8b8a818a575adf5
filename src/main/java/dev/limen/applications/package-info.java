/**
 * The page from which people go to their applications: sign-in that a third party initiates, the third party being the
 * provider (OpenID Connect Core 1.0, section 4).
 *
 * <p>It signs nobody in and gives nothing away: the application begins a request of its own. Which applications are a person's
 * is known by {@code grant}.
 */
package dev.limen.applications;
