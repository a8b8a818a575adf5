package dev.limen.client;

import dev.limen.protocol.ClientIdUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Clients as requests name them: registered ones, and those that the document at their {@code client_id} describes (Client ID
 * Metadata Document, section 5).
 */
@ApplicationScoped
public class PresentedClients {

    private final Clients clients;
    private final DocumentPolicy policy;
    private final ClientDocuments documents;
    private final Clock clock;

    PresentedClients(Clients clients, DocumentPolicy policy, ClientDocuments documents, Clock clock) {
        this.clients = clients;
        this.policy = policy;
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * The client with this identifier, enabled or not. Call it in what {@link ClientRequests} runs: where its document has to
     * be loaded first, this breaks off and all of it is run again.
     */
    public Optional<Client> find(String clientId) {
        Optional<Client> stored = clients.find(clientId);
        boolean registered = stored.filter(client -> !client.isDescribed()).isPresent();
        return registered || !ClientIdUrl.isOne(clientId) ? stored : described(clientId, stored);
    }

    private Optional<Client> described(String clientId, Optional<Client> stored) {
        if (!policy.enabled()
                || !ClientId.isValid(clientId)
                || policy.fault(clientId).isPresent()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        boolean sufficient = stored.filter(client -> !client.enabled || now.isBefore(client.documentFreshUntil))
                .isPresent();
        if (sufficient) {
            return stored;
        }
        if (documents.fault(clientId).isEmpty()) {
            throw new DocumentNeededException(clientId);
        }
        return stored.filter(client -> now.isBefore(client.documentUsableUntil));
    }

    /** Why there is no such client, for its developer. */
    public String unknown(String clientId) {
        String plain = "client_id is not known";
        if (!policy.enabled() || !ClientIdUrl.isOne(clientId)) {
            return plain;
        }
        return policy.fault(clientId)
                .map(sentence -> "client_id " + sentence)
                .or(() -> documents.fault(clientId).map(sentence -> "the document at client_id " + sentence))
                .orElse(plain);
    }
}
