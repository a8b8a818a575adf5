package dev.limen.client;

import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to be stored about one client.
 *
 * @param enabled empty: as it is, and enabled if it is new
 * @param secrets empty: as they are
 */
public record ClientRegistration(
        String clientId, Optional<Boolean> enabled, ClientMetadata metadata, Optional<Secrets> secrets) {

    /**
     * All secrets that the client has from now on.
     *
     * @param previous the secret before, which counts beside the current one, so that a client can be moved from one to the
     *     other without an outage
     * @param previousExpiresAt from then on the secret before counts no more; empty: as long as it is there
     */
    public record Secrets(
            FingerprintedSecret current, Optional<FingerprintedSecret> previous, Optional<Instant> previousExpiresAt) {

        /** One secret. */
        public static Secrets of(FingerprintedSecret current) {
            return new Secrets(current, Optional.empty(), Optional.empty());
        }
    }

    /**
     * A secret from a source that is read again and again.
     *
     * @param fingerprint a keyed hash: the secret is stored only if the last one stored had another
     */
    public record FingerprintedSecret(Secret secret, byte[] fingerprint) {}
}
