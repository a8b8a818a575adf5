/**
 * The pages on which a person proves who they are, or chooses between the accounts that are signed in on this device.
 *
 * <p>It records the result on the stored attempt and sends the browser back to the authorization endpoint, which alone
 * decides what comes next. Passwords and their throttling belong to {@code user}, sessions to {@code session}.
 */
package dev.limen.login;
