package dev.limen.interaction;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An authorization request that waits for a browser to bring its {@code request_uri}. */
@Entity
@Table(name = "pushed_requests")
class PushedRequest extends PanacheEntityBase {

    @Id
    byte[] hash;

    /** The key of the client, not its {@code client_id}. */
    @Column(name = "client_id")
    UUID client;

    @Enumerated(EnumType.STRING)
    Kind kind;

    /** As JSON. */
    String parameters;

    @Column(name = "used_at")
    Instant usedAt;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    /** Who left it here. */
    enum Kind {
        /** The client, which had authenticated (RFC 9126). */
        PUSHED("urn:ietf:params:oauth:request_uri:"),
        /** A browser that posted more than fits into an address. */
        HELD("urn:limen:request:");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        /** What stands before the random part of its {@code request_uri}. */
        String prefix() {
            return prefix;
        }
    }

    static Optional<PushedRequest> live(byte[] hash, Kind kind, UUID client, Instant now) {
        return find(
                        "hash = ?1 and kind = ?2 and client = ?3 and usedAt is null and expiresAt > ?4",
                        hash,
                        kind,
                        client,
                        now)
                .firstResultOptional();
    }

    /** The one write that decides which of two attempts is completed. */
    static boolean use(byte[] hash, Instant now) {
        return update("usedAt = ?1 where hash = ?2 and usedAt is null", now, hash) == 1;
    }
}
