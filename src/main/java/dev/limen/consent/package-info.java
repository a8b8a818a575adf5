/**
 * The page on which a person allows a client what it asks for, or does not.
 *
 * <p>It records the answer on the stored attempt; whether to ask, and what is remembered, the authorization endpoint and
 * {@code grant} decide.
 */
package dev.limen.consent;
