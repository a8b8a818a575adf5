package dev.limen.realm;

import dev.limen.client.Client;
import dev.limen.client.Clients;
import dev.limen.protocol.ClientMetadata;
import dev.limen.realm.Value.Text;
import dev.limen.resource.Scopes;
import dev.limen.user.User;
import dev.limen.user.Users;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What only the database and the settings can say about a file. Called within a transaction. */
@Singleton
class StoredRealm {

    private final Clients clients;
    private final Users users;
    private final Scopes scopes;
    private final UsableAlgorithms algorithms;
    private final References references;
    private final DeclaredNames declaredNames;
    private final Batches batches;

    StoredRealm(
            Clients clients,
            Users users,
            Scopes scopes,
            UsableAlgorithms algorithms,
            References references,
            DeclaredNames declaredNames,
            Batches batches) {
        this.clients = clients;
        this.users = users;
        this.scopes = scopes;
        this.algorithms = algorithms;
        this.references = references;
        this.declaredNames = declaredNames;
        this.batches = batches;
    }

    /** Adds the faults of a file that may be without fault by itself. */
    void check(Realm realm) {
        checkScopes(realm);
        references.check(realm);
        declaredNames.check(realm);
        batches.each(realm.clients(), this::checkSecret);
        batches.each(realm.users(), this::checkSub);
        checkIntrospection(realm);
        algorithms.check(realm);
    }

    private void checkScopes(Realm realm) {
        Set<String> known = new HashSet<>(scopes.stored());
        realm.scopes().forEach(scope -> known.add(scope.name()));
        for (ClientEntry client : realm.clients()) {
            for (String scope : client.metadata().scope().values()) {
                if (!known.contains(scope)) {
                    client.section().fault("scope", undeclared(scope, known));
                }
            }
        }
        for (ResourceEntry resource : realm.resources()) {
            resource.scopes().stream()
                    .filter(scope -> !known.contains(scope.text()))
                    .forEach(scope ->
                            resource.section().fault(scope.position(), "'scopes' " + undeclared(scope.raw(), known)));
        }
    }

    /** Who asks in a resource's name must be a client that proves who it is (RFC 7662, section 2.1). */
    private void checkIntrospection(Realm realm) {
        Map<String, ClientMetadata> named = new HashMap<>();
        realm.clients().forEach(client -> named.put(client.clientId(), client.metadata()));
        for (ResourceEntry resource : realm.resources()) {
            for (Text id : resource.introspectionClients()) {
                Optional<ClientMetadata> client = Optional.ofNullable(named.get(id.text()))
                        .or(() -> clients.find(id.text()).map(stored -> stored.metadata));
                introspectionFault(client).ifPresent(sentence -> resource.section()
                        .fault(
                                id.position(),
                                "'introspection_clients' names " + Quoted.of(id.raw()) + ", " + sentence));
            }
        }
    }

    private static Optional<String> introspectionFault(Optional<ClientMetadata> client) {
        if (client.isEmpty()) {
            return Optional.of("which is no client");
        }
        return client.filter(ClientMetadata::isPublic)
                .map(c -> "which does not authenticate, so anyone could ask in its name (RFC 7662, section 2.1)");
    }

    private static String undeclared(String scope, Set<String> known) {
        return "names " + Quoted.of(scope) + ", which no one declares" + Nearest.question(scope, known);
    }

    private void checkSecret(ClientEntry entry) {
        ClientMetadata metadata = entry.metadata();
        if (!metadata.hasSecret() || entry.section().has("client_secret")) {
            return;
        }
        Optional<Client> stored = clients.find(entry.clientId());
        if (stored.filter(clients::hasSecret).isEmpty()) {
            clientFault(entry, "needs a client_secret, or token_endpoint_auth_method: none");
        } else if (metadata.keysHmac() && !clients.hasSharedSecret(stored.get())) {
            clientFault(entry, "needs its client_secret once more: it keys an HMAC now, and only its hash is stored");
        }
    }

    private static void clientFault(ClientEntry entry, String sentence) {
        entry.section().fault(entry.section().position("client_id"), sentence);
    }

    private void checkSub(UserEntry entry) {
        if (entry.sub().isEmpty()) {
            return;
        }
        String sub = entry.sub().get();
        Optional<User> sameName = users.byUsername(entry.username().display());
        if (sameName.isPresent()) {
            if (!sameName.get().sub.equals(sub)) {
                entry.section().fault("sub", "differs from the one that the user has; it never changes");
            }
            return;
        }
        users.bySub(sub).ifPresent(other -> entry.section()
                .fault("sub", "is the one of another user, " + Quoted.of(other.username)));
    }
}
