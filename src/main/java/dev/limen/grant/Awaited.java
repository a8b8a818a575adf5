package dev.limen.grant;

import dev.limen.client.Client;
import dev.limen.protocol.Scope;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/**
 * What a client asks for again and again until a person has decided elsewhere, by the hash of what the client holds. Its
 * rules of change are those of {@link Decisions}.
 */
@MappedSuperclass
public abstract class Awaited extends PanacheEntityBase {

    @Id
    public byte[] hash;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "client_id", updatable = false)
    public Client client;

    @Column(updatable = false)
    public String scope;

    /** The least time between two polls, in seconds. */
    @Column(name = "interval_seconds")
    public int intervalSeconds;

    @Column(name = "last_polled_at")
    Instant lastPolledAt;

    /** What the person gave; null until they do. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "grant_id")
    public Grant grant;

    @Column(name = "denied_at")
    public Instant deniedAt;

    @Column(name = "consumed_at")
    public Instant consumedAt;

    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    @Column(name = "expires_at", updatable = false)
    public Instant expiresAt;

    public Scope requestedScope() {
        return Scope.parse(scope);
    }

    /** Whether the person may still decide. */
    public boolean waits(Instant now) {
        return grant == null && deniedAt == null && expiresAt.isAfter(now);
    }

    /** The table of its rows, as constant text. */
    abstract String table();
}
