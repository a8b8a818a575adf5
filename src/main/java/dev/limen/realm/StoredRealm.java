package dev.limen.realm;

import dev.limen.client.Client;
import dev.limen.client.Clients;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.key.Keys;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadataField;
import dev.limen.protocol.ClientMetadataRules;
import dev.limen.resource.Scopes;
import dev.limen.user.User;
import dev.limen.user.Users;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What only the database and the settings can say about a file. Called within a transaction. */
@Singleton
class StoredRealm {

    private final Clients clients;
    private final Users users;
    private final Scopes scopes;
    private final Keys keys;
    private final Batches batches;

    StoredRealm(Clients clients, Users users, Scopes scopes, Keys keys, Batches batches) {
        this.clients = clients;
        this.users = users;
        this.scopes = scopes;
        this.keys = keys;
        this.batches = batches;
    }

    /** Adds the faults of a file that may be without fault by itself. */
    void check(Realm realm) {
        checkScopes(realm);
        realm.clients().forEach(this::checkAlgorithms);
        batches.each(realm.clients(), this::checkSecret);
        batches.each(realm.users(), this::checkSub);
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

    private static String undeclared(String scope, Set<String> known) {
        return "names " + Quoted.of(scope) + ", which no one declares" + Nearest.question(scope, known);
    }

    /** What is signed for a client needs a key of ours. */
    private void checkAlgorithms(ClientEntry entry) {
        ClientMetadata metadata = entry.metadata();
        checkAlgorithm(entry, ClientMetadataField.ID_TOKEN_SIGNED_RESPONSE_ALG, metadata.idTokenSignedResponseAlg());
        checkAlgorithm(
                entry, ClientMetadataField.ACCESS_TOKEN_SIGNED_RESPONSE_ALG, metadata.accessTokenSignedResponseAlg());
        metadata.userinfoSignedResponseAlg()
                .ifPresent(a -> checkAlgorithm(entry, ClientMetadataField.USERINFO_SIGNED_RESPONSE_ALG, a));
    }

    private void checkAlgorithm(ClientEntry entry, ClientMetadataField field, String algorithm) {
        // what is in no vocabulary at all has its fault already
        boolean known = ClientMetadataRules.SIGNING_ALGORITHMS.contains(algorithm);
        if (known
                && SigningAlgorithm.of(algorithm)
                        .filter(keys.algorithms()::contains)
                        .isEmpty()) {
            entry.section()
                    .fault(
                            field.wire(),
                            "is " + algorithm + ", for which there are no keys; LIMEN_KEYS_ALGORITHMS has "
                                    + String.join(
                                            ", ",
                                            keys.algorithms().stream()
                                                    .map(SigningAlgorithm::wire)
                                                    .toList()));
        }
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
