package dev.limen.realm;

import dev.limen.client.ClientAuthentication;
import dev.limen.client.ClientRegistration;
import dev.limen.client.ClientRegistration.FingerprintedSecret;
import dev.limen.client.ClientRegistration.Secrets;
import dev.limen.client.Clients;
import dev.limen.client.SelfRegistrations;
import dev.limen.protocol.Secret;
import dev.limen.resource.AuthorizationDetailsTypeDeclaration;
import dev.limen.resource.AuthorizationDetailsTypes;
import dev.limen.resource.Levels;
import dev.limen.resource.ResourceDeclaration;
import dev.limen.resource.Resources;
import dev.limen.resource.Scopes;
import dev.limen.storage.Change;
import dev.limen.trust.TrustedIssuers;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Stores a realm that has no fault. Called within a transaction. */
@Singleton
class RealmApplication {

    private static final Logger LOG = Logger.getLogger(RealmApplication.class);

    private final Clients clients;
    private final ClientAuthentication authentication;
    private final SelfRegistrations selfRegistrations;
    private final Scopes scopes;
    private final Resources resources;
    private final TrustedIssuers trustedIssuers;
    private final AuthorizationDetailsTypes detailsTypes;
    private final Levels levels;
    private final UserApplication users;
    private final Fingerprints fingerprints;
    private final Batches batches;

    RealmApplication(
            Clients clients,
            ClientAuthentication authentication,
            SelfRegistrations selfRegistrations,
            Scopes scopes,
            Resources resources,
            TrustedIssuers trustedIssuers,
            AuthorizationDetailsTypes detailsTypes,
            Levels levels,
            UserApplication users,
            Fingerprints fingerprints,
            Batches batches) {
        this.clients = clients;
        this.authentication = authentication;
        this.selfRegistrations = selfRegistrations;
        this.scopes = scopes;
        this.resources = resources;
        this.trustedIssuers = trustedIssuers;
        this.detailsTypes = detailsTypes;
        this.levels = levels;
        this.users = users;
        this.fingerprints = fingerprints;
        this.batches = batches;
    }

    Applied store(Realm realm, PreparedPasswords passwords) {
        Applied applied = new Applied();
        batches.each(realm.scopes(), s -> applied.count("scopes", scopes.store(s.name(), s.description(), s.claims())));
        realm.acrLevels().ifPresent(all -> applied.count("acr_levels", levels.store(all)));
        batches.each(
                realm.detailsTypes(),
                type -> applied.count("authorization_details_types", detailsTypes.store(of(type))));
        batches.each(realm.resources(), resource -> applied.count("resources", store(resource)));
        batches.each(
                realm.trustedIssuers(),
                entry -> applied.count("trusted_issuers", trustedIssuers.store(entry.trusted())));
        batches.each(realm.clients(), client -> applied.count("clients", clients.store(registration(client))));
        selfRegistrations.takenOver(
                realm.clients().stream().map(ClientEntry::clientId).toList());
        realm.clients().forEach(this::warnOfUnavailableMethod);
        batches.each(realm.users(), user -> applied.count("users", users.store(user, passwords)));
        return applied;
    }

    private static AuthorizationDetailsTypeDeclaration of(DetailsTypeEntry entry) {
        return new AuthorizationDetailsTypeDeclaration(
                entry.type(), entry.schema(), entry.words(), entry.asking(), distinct(entry.resources()));
    }

    private Change store(ResourceEntry entry) {
        return resources.store(new ResourceDeclaration(
                entry.identifier(),
                distinct(entry.scopes()),
                entry.accessTokenLifetime(),
                entry.accessTokenFormat(),
                entry.accessTokenSignedResponseAlg(),
                distinct(entry.introspectionClients()),
                distinct(entry.acrValues()),
                entry.maxAge()));
    }

    private static List<String> distinct(List<Value.Text> texts) {
        return texts.stream().map(Value.Text::text).distinct().toList();
    }

    /** No fault: the command that applies a file need not have the settings of the nodes that serve. */
    private void warnOfUnavailableMethod(ClientEntry client) {
        String method = client.metadata().tokenEndpointAuthMethod();
        if (!authentication.methods().contains(method)) {
            LOG.warnf(
                    "Client '%s' cannot authenticate: its method %s is not offered without the settings LIMEN_MTLS_*",
                    client.clientId(), method);
        }
    }

    private ClientRegistration registration(ClientEntry entry) {
        return new ClientRegistration(
                entry.clientId(),
                entry.enabled(),
                entry.metadata(),
                entry.secret().map(secret -> secrets(entry, secret)));
    }

    private Secrets secrets(ClientEntry entry, Secret secret) {
        return new Secrets(
                fingerprinted(entry, secret),
                entry.previousSecret().map(previous -> fingerprinted(entry, previous)),
                entry.previousExpiresAt());
    }

    private FingerprintedSecret fingerprinted(ClientEntry entry, Secret secret) {
        return new FingerprintedSecret(secret, fingerprints.ofClient(entry.clientId(), secret.reveal()));
    }
}
