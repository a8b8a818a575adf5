package dev.limen.registration;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.Client;
import dev.limen.client.ClientRegistration;
import dev.limen.client.ClientRegistration.FingerprintedSecret;
import dev.limen.client.ClientRegistration.Secrets;
import dev.limen.client.Clients;
import dev.limen.client.InitialAccessTokens;
import dev.limen.client.SelfRegistrations;
import dev.limen.client.SelfRegistrations.Managed;
import dev.limen.crypto.Tokens;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** What is stored of a client that registers itself; each method is one transaction. */
@ApplicationScoped
class Registrations {

    /** RFC 6749, section 2.2: a client identifier is no secret; this many bytes are nobody's else. */
    private static final int ID_BYTES = 16;

    private final Clients clients;
    private final SelfRegistrations selfRegistrations;
    private final InitialAccessTokens initial;
    private final Tokens tokens;
    private final RegistrationSwitch registration;
    private final Audit audit;

    Registrations(
            Clients clients,
            SelfRegistrations selfRegistrations,
            InitialAccessTokens initial,
            Tokens tokens,
            RegistrationSwitch registration,
            Audit audit) {
        this.clients = clients;
        this.selfRegistrations = selfRegistrations;
        this.initial = initial;
        this.tokens = tokens;
        this.registration = registration;
        this.audit = audit;
    }

    /** Stores a new client, and uses the initial access token up. */
    @Transactional
    Information create(Requested requested, Optional<OpaqueToken> initialToken) {
        if (initialToken.filter(token -> !initial.use(token)).isPresent()) {
            throw Refusals.token("the initial access token was used up meanwhile");
        }
        String clientId = HexFormat.of().formatHex(tokens.random(ID_BYTES));
        Optional<Secret> secret = secret(requested.metadata());
        Client client = store(clientId, requested.metadata(), secret);
        OpaqueToken token = selfRegistrations.begin(client, requested.statement());
        audit.record(
                new AuditEvent.ClientRegistered(clientId, registration.mode().name(), client.metadata.redirectUris()));
        return new Information(client, secret, token, requested.statement());
    }

    /** The client that manages itself with this token. */
    @Transactional
    Managed managed(String clientId, OpaqueToken token) {
        return selfRegistrations
                .find(clientId, token)
                .orElseThrow(() -> Refusals.token("no enabled client with this registration access token"));
    }

    /** Replaces what is registered. Secret and token are new; the old ones end at once (RFC 7592, section 2.2). */
    @Transactional
    Information update(Managed managed, OpaqueToken token, Requested requested) {
        Client before = managed(managed.client().clientId, token).client();
        SectorIdentifiers.requireSame(before.metadata, requested.metadata());
        OpaqueToken next = selfRegistrations
                .rotate(before, token, requested.statement())
                .orElseThrow(() -> Refusals.token("the registration access token was used up meanwhile"));
        Optional<Secret> secret = secret(requested.metadata());
        Client client = store(before.clientId, requested.metadata(), secret);
        audit.record(new AuditEvent.ClientUpdated(client.clientId, client.metadata.redirectUris()));
        return new Information(client, secret, next, requested.statement());
    }

    /** Deletes the client with all that it was granted (RFC 7592, section 2.3); people stay signed in. */
    @Transactional
    void delete(String clientId, OpaqueToken token) {
        Client client = managed(clientId, token).client();
        if (!selfRegistrations.end(client, token)) {
            throw Refusals.token("the registration access token was used up meanwhile");
        }
        clients.remove(client);
        audit.record(new AuditEvent.ClientDeleted(clientId));
    }

    /** @throws OAuthException {@code invalid_client_metadata} if a client says a secret that is not its own */
    void checkSecret(Managed managed, RequestBody body) {
        boolean own = body.text("client_secret")
                .map(Secret::of)
                .filter(secret -> clients.isSecret(managed.client(), secret))
                .isPresent();
        if (body.has("client_secret") && !own) {
            throw Refusals.metadata("client_secret is not the one of the client (RFC 7592, section 2.2)");
        }
    }

    private Client store(String clientId, ClientMetadata metadata, Optional<Secret> secret) {
        clients.store(new ClientRegistration(
                clientId,
                Optional.empty(),
                metadata,
                secret.map(value -> Secrets.of(new FingerprintedSecret(value, value.hash())))));
        return clients.find(clientId).orElseThrow();
    }

    /** 256 bits, or as many as the digest that it keys has (RFC 7518, section 3.2). */
    private Optional<Secret> secret(ClientMetadata metadata) {
        int bytes = Math.max(OpaqueToken.BYTES, metadata.leastSecretBytes());
        return metadata.hasSecret()
                ? Optional.of(Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(tokens.random(bytes))))
                : Optional.empty();
    }
}
