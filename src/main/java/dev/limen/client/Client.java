package dev.limen.client;

import dev.limen.protocol.ClientMetadata;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;

/** A client that was registered (RFC 6749, section 2), or that its document describes. */
@Entity
@Cacheable // see ClientMemory
@NaturalIdCache
@DynamicUpdate // whoever changes one column leaves alone what others change at the same time
@Table(name = "clients")
public class Client extends PanacheEntityBase {

    @Id
    public UUID id;

    /** The identifier that the client presents; never changes. */
    @NaturalId
    @Column(name = "client_id", updatable = false)
    public String clientId;

    /** The client's secret; empty for a client that has none. */
    @Embedded
    @AttributeOverride(name = "hash", column = @Column(name = "secret_hash"))
    @AttributeOverride(name = "fingerprint", column = @Column(name = "secret_fingerprint"))
    @AttributeOverride(name = "sealed", column = @Column(name = "secret_sealed"))
    StoredSecret secret;

    /** The secret before, which still counts; empty if there is none. */
    @Embedded
    @AttributeOverride(name = "hash", column = @Column(name = "previous_secret_hash"))
    @AttributeOverride(name = "fingerprint", column = @Column(name = "previous_secret_fingerprint"))
    @AttributeOverride(name = "sealed", column = @Column(name = "previous_secret_sealed"))
    StoredSecret previousSecret;

    /** From then on the secret before counts no more; empty: as long as it is there. */
    @Column(name = "previous_secret_expires_at")
    Instant previousSecretExpiresAt;

    /** A client that is not enabled can neither authenticate nor begin an authorization, and its tokens are dead. */
    public boolean enabled;

    @Convert(converter = ClientMetadataColumn.class)
    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    public ClientMetadata metadata;

    /** Until then its document describes it without being asked for again; null for a client that was registered. */
    @Column(name = "document_fresh_until")
    Instant documentFreshUntil;

    /** Until then its document counts although its host does not answer (RFC 5861, section 4). */
    @Column(name = "document_usable_until")
    Instant documentUsableUntil;

    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    protected Client() {}

    /** From memory, as far as {@link ClientMemory} has it. What was deleted there may have come back under another key. */
    static Optional<Client> byClientId(String clientId) {
        Optional<Client> known = getEntityManager()
                .unwrap(Session.class)
                .bySimpleNaturalId(Client.class)
                .loadOptional(clientId);
        return known.or(() -> find("clientId", clientId).firstResultOptional());
    }

    /** As the database has it at this moment: for whoever changes it. */
    static Optional<Client> current(String clientId) {
        Optional<Client> client = find("clientId", clientId).firstResultOptional();
        client.ifPresent(getEntityManager()::refresh);
        return client;
    }

    /** The redirection URIs of all enabled clients; of many that registered themselves, nothing else is loaded for it. */
    static List<String> enabledRedirectUris() {
        return getEntityManager()
                .createNativeQuery(
                        "select distinct jsonb_array_elements_text(metadata -> 'redirect_uris') from clients where enabled",
                        String.class)
                .getResultList();
    }

    /** Holds until the commit: of several nodes that store a client at one time, one is first. */
    static void lock(String clientId) {
        getEntityManager()
                .createNativeQuery("select count(*) from pg_advisory_xact_lock(hashtextextended(?1, 0))")
                .setParameter(1, clientId)
                .getSingleResult();
    }

    /** What people call the client: its name, or else its identifier. */
    public String displayName() {
        return metadata.clientName().orElse(clientId);
    }

    /** As {@link #displayName()}, in the language of a page where the client has one for it. */
    public String displayName(Locale language) {
        return metadata.clientName(language).orElse(clientId);
    }

    /** Whether the document at its identifier describes it, and nobody has registered it. */
    public boolean isDescribed() {
        return documentFreshUntil != null;
    }

    /** The host, with its port where that is unusual, which answers for a client that is described by its document. */
    public Optional<String> voucher() {
        return isDescribed() ? Optional.of(URI.create(clientId).getRawAuthority()) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Client[" + clientId + "]";
    }
}
