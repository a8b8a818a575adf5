package dev.limen.registration;

import dev.limen.protocol.ClientMetadata;
import java.util.Optional;

/**
 * What a client may be registered as.
 *
 * @param statement the software statement that took part in it, as it came
 */
record Requested(ClientMetadata metadata, Optional<String> statement) {}
