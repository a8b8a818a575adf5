package dev.limen.client;

import dev.limen.client.ClientRegistration.FingerprintedSecret;
import dev.limen.protocol.ConstantTime;
import dev.limen.protocol.Secret;
import dev.limen.storage.Change;
import dev.limen.storage.Notifications;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** The one door to registered clients. */
@ApplicationScoped
public class Clients {

    /** Where every node is told that some client has changed. */
    static final String CHANNEL = "clients";

    /** Compared with where there is no secret; no value has this hash. */
    private static final byte[] NO_HASH = new byte[32];

    private final Clock clock;
    private final Event<ClientDisabled> disabled;
    private final Notifications notifications;

    Clients(Clock clock, Event<ClientDisabled> disabled, Notifications notifications) {
        this.clock = clock;
        this.disabled = disabled;
        this.notifications = notifications;
    }

    /** The client with this identifier, enabled or not. */
    @Transactional
    public Optional<Client> find(String clientId) {
        return ClientId.isValid(clientId) ? Client.byClientId(clientId) : Optional.empty();
    }

    /** The client with this key, enabled or not. */
    @Transactional
    public Optional<Client> byId(UUID id) {
        return Client.findByIdOptional(id);
    }

    /** Whether a secret is stored for the client. */
    public boolean hasSecret(Client client) {
        return client.secretHash != null;
    }

    /** Whether this is the client's secret; takes as long where there is no client or it has none. */
    static boolean secretMatches(Optional<Client> client, Secret presented) {
        byte[] expected = client.map(c -> c.secretHash).orElse(NO_HASH);
        return ConstantTime.equal(expected, presented.hash());
    }

    /** Stores a client that is new, or what has changed of one that is not. The caller has checked the metadata. */
    @Transactional
    public Change store(ClientRegistration registration) {
        Optional<Client> stored = Client.byClientId(registration.clientId());
        Client client = stored.orElseGet(() -> newClient(registration.clientId()));
        boolean wasEnabled = client.enabled;
        boolean changed = apply(registration, client);
        if (stored.isEmpty()) {
            client.persist();
            notifications.notify(CHANNEL, "");
            return Change.CREATED;
        }
        if (!changed) {
            return Change.UNCHANGED;
        }
        client.updatedAt = now();
        if (wasEnabled && !client.enabled) {
            disabled.fire(new ClientDisabled(client.id));
        }
        notifications.notify(CHANNEL, "");
        return Change.UPDATED;
    }

    private Client newClient(String clientId) {
        Client client = new Client();
        client.id = UUID.randomUUID();
        client.clientId = clientId;
        client.enabled = true;
        client.createdAt = now();
        client.updatedAt = client.createdAt;
        return client;
    }

    private static boolean apply(ClientRegistration registration, Client client) {
        boolean enabled = registration.enabled().orElse(client.enabled);
        boolean changed = enabled != client.enabled || !registration.metadata().equals(client.metadata);
        client.enabled = enabled;
        client.metadata = registration.metadata();
        return applySecret(registration.secret(), client) || changed;
    }

    private static boolean applySecret(Optional<FingerprintedSecret> secret, Client client) {
        if (client.metadata.isPublic()) {
            boolean had = client.secretHash != null;
            client.secretHash = null;
            client.secretFingerprint = null;
            return had;
        }
        if (secret.isEmpty() || Arrays.equals(secret.get().fingerprint(), client.secretFingerprint)) {
            return false;
        }
        client.secretHash = secret.get().secret().hash();
        client.secretFingerprint = secret.get().fingerprint();
        return true;
    }

    /** To the microsecond, as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
