package dev.limen.realm;

import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Secret;
import java.util.Optional;

/** A client of the file. */
record ClientEntry(
        Section section,
        String clientId,
        Optional<Boolean> enabled,
        Optional<Secret> secret,
        ClientMetadata metadata) {}
