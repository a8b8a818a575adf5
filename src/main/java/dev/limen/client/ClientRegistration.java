package dev.limen.client;

import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Secret;
import java.util.Optional;

/**
 * What is to be stored about one client.
 *
 * @param enabled empty: as it is, and enabled if it is new
 * @param secret empty: as it is
 */
public record ClientRegistration(
        String clientId, Optional<Boolean> enabled, ClientMetadata metadata, Optional<FingerprintedSecret> secret) {

    /**
     * A secret from a source that is read again and again.
     *
     * @param fingerprint a keyed hash: the secret is stored only if the last one stored had another
     */
    public record FingerprintedSecret(Secret secret, byte[] fingerprint) {}
}
