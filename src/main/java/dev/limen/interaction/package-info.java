/**
 * The stored attempt that waits for a person, and the policy that picks the next step. Leaves meet here: each records
 * what it learned on the {@link dev.limen.interaction.Interaction} and sends the browser back to where the attempt's
 * {@link dev.limen.interaction.Purpose} says, which asks {@link dev.limen.interaction.InteractionPolicy} again. What
 * several of their pages say in the same words is here, too.
 *
 * <p>It leaves the pages to the leaves, and sessions and consent to their packages.
 */
package dev.limen.interaction;
