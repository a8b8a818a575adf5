package dev.limen.client;

import dev.limen.crypto.Tokens;
import dev.limen.protocol.OpaqueToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;

/**
 * The clients that registered themselves, and the tokens with which they manage that (RFC 7592). Each token works until the
 * next one is given. Runs in the caller's transaction.
 */
@ApplicationScoped
public class SelfRegistrations {

    private final Clients clients;
    private final Tokens tokens;
    private final Clock clock;

    SelfRegistrations(Clients clients, Tokens tokens, Clock clock) {
        this.clients = clients;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * A client that manages itself.
     *
     * @param softwareStatement the statement with which it registered (RFC 7591, section 2.3)
     */
    public record Managed(Client client, Optional<String> softwareStatement) {}

    /** Lets a client that is new manage itself; the token is told to it alone. */
    public OpaqueToken begin(Client client, Optional<String> softwareStatement) {
        OpaqueToken token = tokens.next();
        SelfRegistration registration = new SelfRegistration();
        registration.clientId = client.id;
        registration.tokenHash = token.hash();
        registration.softwareStatement = softwareStatement.orElse(null);
        registration.registeredAt = clock.instant();
        registration.persist();
        return token;
    }

    /** The client that the token is good for; none that is disabled, as it must not bring itself back. */
    public Optional<Managed> find(String clientId, OpaqueToken token) {
        return clients.find(clientId).filter(client -> client.enabled).flatMap(client -> SelfRegistration.of(
                        client, token)
                .map(r -> new Managed(client, Optional.ofNullable(r.softwareStatement))));
    }

    /** Gives the next token; none if somebody was quicker with this one. */
    public Optional<OpaqueToken> rotate(Client client, OpaqueToken token, Optional<String> softwareStatement) {
        OpaqueToken next = tokens.next();
        if (!SelfRegistration.rotate(client.id, token, next)) {
            return Optional.empty();
        }
        SelfRegistration.keep(client.id, softwareStatement.orElse(null));
        return Optional.of(next);
    }

    /** Ends it; false if somebody was quicker. */
    public boolean end(Client client, OpaqueToken token) {
        return SelfRegistration.end(client.id, token);
    }

    /** Ends it for clients that the operator takes over: what he declares, no client may change. */
    public void takenOver(Collection<String> clientIds) {
        if (!clientIds.isEmpty()) {
            SelfRegistration.end(clientIds);
        }
    }
}
