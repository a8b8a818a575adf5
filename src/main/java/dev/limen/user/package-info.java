/**
 * People who sign in: the account, its password and the throttle on guesses. {@link dev.limen.user.Users} is the door;
 * {@link dev.limen.user.PasswordHashing} is the only place that hashes a password, {@link dev.limen.user.Throttle}
 * says which budgets a wrong password counts in.
 *
 * <p>It leaves the sign-in session to {@code session}, the pages and their texts to the leaves, and the record of what
 * happened to {@code audit}.
 */
package dev.limen.user;
