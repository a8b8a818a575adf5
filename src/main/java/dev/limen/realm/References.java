package dev.limen.realm;

import dev.limen.client.Clients;
import dev.limen.config.Issuer;
import dev.limen.protocol.ExchangePermission;
import dev.limen.realm.Value.Text;
import dev.limen.resource.Resources;
import dev.limen.resource.Scopes;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Whom permissions name: clients, resources and scopes of the file, or of the database. Called within a transaction. */
@Singleton
class References {

    private final Clients clients;
    private final Resources resources;
    private final Scopes scopes;
    private final Issuer issuer;

    References(Clients clients, Resources resources, Scopes scopes, Issuer issuer) {
        this.clients = clients;
        this.resources = resources;
        this.scopes = scopes;
        this.issuer = issuer;
    }

    void check(Realm realm) {
        Set<String> named = realm.clients().stream().map(ClientEntry::clientId).collect(Collectors.toSet());
        Predicate<String> isClient =
                id -> named.contains(id) || clients.find(id).isPresent();
        realm.clients().forEach(client -> client.metadata()
                .tokenExchange()
                .ifPresent(permission -> exchange(client.section(), permission, isClient, isResource(realm))));
        realm.trustedIssuers().forEach(entry -> trusted(entry, isClient, knownScopes(realm)));
    }

    private Predicate<String> isResource(Realm realm) {
        Set<String> named =
                realm.resources().stream().map(ResourceEntry::identifier).collect(Collectors.toSet());
        return id -> named.contains(id)
                || id.equals(issuer.value())
                || resources.find(id).isPresent();
    }

    private Set<String> knownScopes(Realm realm) {
        Set<String> known = new HashSet<>(scopes.stored());
        realm.scopes().forEach(scope -> known.add(scope.name()));
        return known;
    }

    private static void exchange(
            Section section, ExchangePermission permission, Predicate<String> isClient, Predicate<String> isResource) {
        unknown(permission.subjectClients(), isClient)
                .forEach(id -> section.fault(
                        "token_exchange",
                        "names in 'subject_clients' the client " + Quoted.of(id) + ", which is unknown"));
        unknown(permission.audiences(), isResource)
                .forEach(id -> section.fault(
                        "token_exchange",
                        "names in 'audiences' the resource " + Quoted.of(id) + ", which no one declares"));
    }

    private static List<String> unknown(List<String> names, Predicate<String> isKnown) {
        return names.stream().filter(isKnown.negate()).toList();
    }

    private void trusted(TrustedIssuerEntry entry, Predicate<String> isClient, Set<String> knownScopes) {
        Section section = entry.section();
        if (entry.trusted().issuer().equals(issuer.value())) {
            section.fault("issuer", "is this provider itself; its own tokens are exchanged, not asserted (RFC 8693)");
        }
        for (Text client : entry.clients()) {
            if (!isClient.test(client.text())) {
                section.fault(client.position(), "'clients' names " + Quoted.of(client.raw()) + ", which is unknown");
            }
        }
        for (Text scope : entry.scopes()) {
            if (!knownScopes.contains(scope.text())) {
                section.fault(
                        scope.position(),
                        "'scopes' names " + Quoted.of(scope.raw()) + ", which no one declares"
                                + Nearest.question(scope.raw(), knownScopes));
            }
        }
    }
}
