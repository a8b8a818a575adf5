package dev.limen.grant;

import dev.limen.client.Client;
import dev.limen.client.ClientDisabled;
import dev.limen.client.ClientMemory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which standing grant a client has, in memory beside the client itself and for no longer: its tokens are issued without a
 * query. Nobody is fooled by one that has ended meanwhile, as whoever checks a token asks the database for its grant.
 */
@ApplicationScoped
class StandingGrants {

    private final ClientMemory memory;
    private final ConcurrentMap<UUID, Known> known = new ConcurrentHashMap<>();

    private record Known(Grant grant, int generation) {}

    StandingGrants(ClientMemory memory) {
        this.memory = memory;
    }

    /** The generation of the memory to give to {@link #keep}: taken before the database is asked. */
    int generation() {
        return memory.generation();
    }

    Optional<Grant> of(Client client) {
        return Optional.ofNullable(known.get(client.id))
                .filter(entry -> entry.generation() == memory.generation())
                .map(entry -> copy(entry.grant(), client));
    }

    void keep(Grant grant, int generation) {
        known.values().removeIf(entry -> entry.generation() != memory.generation());
        known.put(grant.client.id, new Known(grant, generation));
    }

    /** On this node at once, so that a client that is enabled again gets another. */
    void disabled(@Observes(during = TransactionPhase.AFTER_SUCCESS) ClientDisabled event) {
        known.remove(event.clientId());
    }

    /** Requests do not share what they could change. */
    private static Grant copy(Grant grant, Client client) {
        Grant copy = new Grant();
        copy.id = grant.id;
        copy.client = client;
        copy.scope = grant.scope;
        copy.standing = true;
        copy.createdAt = grant.createdAt;
        copy.expiresAt = grant.expiresAt;
        return copy;
    }
}
