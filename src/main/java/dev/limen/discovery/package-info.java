/**
 * Publishes what others need to know of this provider: its metadata (OpenID Connect Discovery 1.0, RFC 8414) and its
 * public keys (RFC 7517). It types nothing a second time: each part contributes its own values through
 * {@code metadata}, and the keys come from {@code key}.
 */
package dev.limen.discovery;
