package dev.limen.client;

import dev.limen.protocol.ClientMetadata;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;

/** A registered client (RFC 6749, section 2). */
@Entity
@DynamicUpdate // whoever changes one column leaves alone what others change at the same time
@Table(name = "clients")
public class Client extends PanacheEntityBase {

    @Id
    public UUID id;

    /** The identifier that the client presents; never changes. */
    @Column(name = "client_id", updatable = false)
    public String clientId;

    /** SHA-256 of the secret; empty for a client that has none. */
    @Column(name = "secret_hash")
    byte[] secretHash;

    /** Tells a changed secret of the realm file from the one applied last. */
    @Column(name = "secret_fingerprint")
    byte[] secretFingerprint;

    /** A client that is not enabled can neither authenticate nor begin an authorization, and its tokens are dead. */
    public boolean enabled;

    @Convert(converter = ClientMetadataColumn.class)
    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    public ClientMetadata metadata;

    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    protected Client() {}

    static Optional<Client> byClientId(String clientId) {
        return find("clientId", clientId).firstResultOptional();
    }

    /** What people call the client: its name, or else its identifier. */
    public String displayName() {
        return metadata.clientName().orElse(clientId);
    }

    @Override
    public String toString() {
        return "Client[" + clientId + "]";
    }
}
