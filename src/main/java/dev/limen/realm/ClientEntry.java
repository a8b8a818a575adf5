package dev.limen.realm;

import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * A client of the file.
 *
 * @param secret empty: as it is, and the one before as well
 * @param previousSecret the one before, which counts beside it
 * @param previousExpiresAt from then on the one before counts no more
 */
record ClientEntry(
        Section section,
        String clientId,
        Optional<Boolean> enabled,
        Optional<Secret> secret,
        Optional<Secret> previousSecret,
        Optional<Instant> previousExpiresAt,
        ClientMetadata metadata) {}
