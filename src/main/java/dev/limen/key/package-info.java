/**
 * The provider's own signing keys: made at the first start, kept sealed in the database, published, and handed to whoever
 * signs or verifies. It does not sign itself; that is {@code jose}.
 */
package dev.limen.key;
