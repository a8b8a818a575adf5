package dev.limen.grant;

import dev.limen.storage.NativeWrite;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A JWT access token that was revoked by itself, kept until it would have ended anyway. */
@Entity
@Table(name = "revoked_tokens")
public class RevokedToken extends PanacheEntityBase {

    @Id
    public String jti;

    @Column(name = "expires_at")
    public Instant expiresAt;

    static void add(String jti, Instant expiresAt) {
        NativeWrite.of(
                        getEntityManager(),
                        "insert into revoked_tokens (jti, expires_at) values (?1, ?2) on conflict do nothing",
                        "revoked_tokens")
                .setParameter(1, jti)
                .setParameter(2, expiresAt)
                .executeUpdate();
    }
}
