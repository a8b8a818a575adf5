package dev.limen.ciba;

import java.util.Optional;
import java.util.UUID;

/** The names of requests, as links and authenticators say them. */
final class Names {

    private Names() {}

    /** The name, if it can be one. */
    static Optional<UUID> parse(String name) {
        try {
            return Optional.of(UUID.fromString(name));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
