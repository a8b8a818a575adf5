package dev.limen.client;

import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Secret;
import dev.limen.storage.Change;
import dev.limen.storage.Notifications;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The one door to registered clients. */
@ApplicationScoped
public class Clients {

    /** Where every node is told that some client has changed. */
    static final String CHANNEL = "clients";

    private static final Duration USABLE_STALE = Duration.ofHours(4);

    private final Clock clock;
    private final ClientSecrets secrets;
    private final Event<ClientDisabled> disabled;
    private final Event<ClientRemoved> removed;
    private final Notifications notifications;
    private final ClientMemory memory;

    Clients(
            Clock clock,
            ClientSecrets secrets,
            Event<ClientDisabled> disabled,
            Event<ClientRemoved> removed,
            Notifications notifications,
            ClientMemory memory) {
        this.clock = clock;
        this.secrets = secrets;
        this.disabled = disabled;
        this.removed = removed;
        this.notifications = notifications;
        this.memory = memory;
    }

    /** The client with this identifier, enabled or not. */
    @Transactional
    public Optional<Client> find(String clientId) {
        if (!ClientId.isValid(clientId)) {
            return Optional.empty();
        }
        memory.forgetWhatIsOld();
        return Client.byClientId(clientId);
    }

    /** The client with this key, enabled or not. */
    @Transactional
    public Optional<Client> byId(UUID id) {
        memory.forgetWhatIsOld();
        return Client.findByIdOptional(id);
    }

    /** Whether a secret is stored for the client. */
    public boolean hasSecret(Client client) {
        return client.secret != null;
    }

    /** Whether a secret is stored that can key an HMAC. */
    public boolean hasSharedSecret(Client client) {
        return client.secret != null && client.secret.sealed != null;
    }

    /**
     * The secret that keys HMACs between this provider and the client (OpenID Connect Core 1.0, section 10.1): of two, the
     * newer. Empty unless the client's metadata names such an algorithm, as all other secrets are kept as hashes alone.
     */
    public Optional<Secret> sharedSecret(Client client) {
        return secrets.shared(client).stream().findFirst();
    }

    /** As {@link #sharedSecret}, all that count now: what the client signs may still be keyed with the older one. */
    public List<Secret> sharedSecrets(Client client) {
        return secrets.shared(client);
    }

    /** Stores a client that is new, or what has changed of one that is not. The caller has checked the metadata. */
    @Transactional
    public Change store(ClientRegistration registration) {
        Optional<Client> stored = Client.current(registration.clientId());
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

    /** Whether this is a secret of the client that counts now. */
    public boolean isSecret(Client client, Secret presented) {
        return secrets.matches(Optional.of(client), presented);
    }

    /** Deletes a client, with all that it was granted. */
    @Transactional
    public void remove(Client client) {
        removed.fire(new ClientRemoved(client.id));
        Client.deleteById(client.id);
        notifications.notify(CHANNEL, "");
    }

    /**
     * Stores what the document of a client says, unless somebody has registered a client of this identifier. Whether it is
     * enabled stays as it is.
     *
     * @param freshUntil until then the document need not be asked for again
     */
    @Transactional
    Change describe(String clientId, ClientMetadata metadata, Instant freshUntil) {
        Client.lock(clientId);
        Optional<Client> stored = Client.current(clientId);
        if (stored.filter(client -> !client.isDescribed()).isPresent()) {
            return Change.UNCHANGED;
        }
        Client client = stored.orElseGet(() -> newClient(clientId));
        boolean changed = !metadata.equals(client.metadata);
        client.metadata = metadata;
        client.documentFreshUntil = freshUntil.truncatedTo(ChronoUnit.MICROS);
        client.documentUsableUntil = client.documentFreshUntil.plus(USABLE_STALE);
        if (changed) {
            client.updatedAt = now();
            client.persist();
            notifications.notify(CHANNEL, "");
        }
        return stored.isEmpty() ? Change.CREATED : changed ? Change.UPDATED : Change.UNCHANGED;
    }

    /** The document of a client describes it no more: it counts no longer, though its row stays. */
    @Transactional
    void undescribe(String clientId) {
        Client.current(clientId).filter(Client::isDescribed).ifPresent(client -> {
            client.documentFreshUntil = now();
            client.documentUsableUntil = client.documentFreshUntil;
        });
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

    private boolean apply(ClientRegistration registration, Client client) {
        boolean enabled = registration.enabled().orElse(client.enabled);
        boolean changed = enabled != client.enabled || !registration.metadata().equals(client.metadata);
        client.enabled = enabled;
        client.metadata = registration.metadata();
        changed |= client.isDescribed();
        client.documentFreshUntil = null; // from now on it is registered, whatever its document says
        client.documentUsableUntil = null;
        return secrets.store(client, registration.secrets()) || changed;
    }

    /** To the microsecond, as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
