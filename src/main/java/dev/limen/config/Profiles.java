package dev.limen.config;

import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Profile;
import dev.limen.protocol.Requirements;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers what is required: of all clients by {@code limen.profile}, and of one by its own profile where that is stricter. */
@ApplicationScoped
public class Profiles {

    private final Profile server;

    Profiles(LimenConfig config) {
        this.server = config.profile();
    }

    /** The profile that holds for all clients. */
    public Profile server() {
        return server;
    }

    /** What is required of everybody. */
    public Requirements required() {
        return server.requirements();
    }

    /** What is required of this client, and of what it is given. */
    public Requirements required(ClientMetadata client) {
        return server.stricter(client.profile()).requirements();
    }
}
