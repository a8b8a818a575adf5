/**
 * The audit trail: what happened to whom, success and failure alike, as sealed records; in the log at once, and in a
 * table shortly after.
 *
 * <p>It leaves the decision what is worth a record to whoever sees it happen, mostly the leaves; it never sees a secret.
 */
package dev.limen.audit;
