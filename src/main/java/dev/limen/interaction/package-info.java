/**
 * The stored authorization attempt that waits for a person, and the policy that picks the next step. Leaves meet here:
 * each records what it learned on the {@link dev.limen.interaction.Interaction} and sends the browser back to the
 * authorization endpoint, which asks {@link dev.limen.interaction.InteractionPolicy} again.
 *
 * <p>It leaves the pages to the leaves, and sessions and consent to their packages.
 */
package dev.limen.interaction;
