/**
 * The provider's own signing keys: made at the first start, kept sealed in the database, published, rotated, and handed to
 * whoever signs or verifies. {@link dev.limen.key.Keys} is what a node knows, {@code StoredKeys} what there is,
 * {@code RotationPolicy} what the time brings, and {@code KeyRotation} sees to it.
 *
 * <p>It does not sign itself; that is {@code jose}. How long what is signed lives is said by whoever issues it.
 */
package dev.limen.key;
