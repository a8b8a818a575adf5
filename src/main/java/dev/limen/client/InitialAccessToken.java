package dev.limen.client;

import dev.limen.protocol.OpaqueToken;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What lets a client register (RFC 7591, section 3). */
@Entity
@Table(name = "initial_access_tokens")
class InitialAccessToken extends PanacheEntityBase {

    @Id
    byte[] hash;

    /** How many clients may still register with it. */
    @Column(name = "uses_left")
    int usesLeft;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "expires_at", updatable = false)
    Instant expiresAt;

    protected InitialAccessToken() {}

    static boolean live(OpaqueToken token, Instant now) {
        return 1 == count("hash = ?1 and usesLeft > 0 and expiresAt > ?2", token.hash(), now);
    }

    static boolean use(OpaqueToken token, Instant now) {
        return 1
                == update(
                        "usesLeft = usesLeft - 1 where hash = ?1 and usesLeft > 0 and expiresAt > ?2",
                        token.hash(),
                        now);
    }
}
