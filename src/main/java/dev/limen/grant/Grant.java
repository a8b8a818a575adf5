package dev.limen.grant;

import dev.limen.client.Client;
import dev.limen.protocol.Scope;
import dev.limen.user.User;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One authorization that a client was given, and the facts that every token of it repeats. */
@Entity
@Table(name = "grants")
@DynamicUpdate
public class Grant extends PanacheEntityBase {

    @Id
    public UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "client_id")
    public Client client;

    /** The person; absent where a client acts for itself. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "user_id")
    public User user;

    /** The session in which it was given. */
    @Column(name = "session_id")
    public UUID sessionId;

    public String scope;

    /** The resources that were named, by identifier (RFC 8707, section 2.1); empty: every one that understands the scope. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    public List<String> resources = List.of();

    /** The {@code claims} parameter as it was sent, or null. */
    public String claims;

    @Column(name = "auth_time")
    public Instant authTime;

    public String acr;

    @JdbcTypeCode(SqlTypes.ARRAY)
    public List<String> amr = List.of();

    public String sid;

    /** Whether it outlives the session (OpenID Connect Core 1.0, section 11). */
    public boolean offline;

    /** Whether it is the client's own, for as long as the client is registered, rather than the fruit of one request. */
    public boolean standing;

    @Column(name = "created_at")
    public Instant createdAt;

    /** Nothing of this grant lives longer. */
    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = "revoked_at")
    public Instant revokedAt;

    @Column(name = "revoked_reason")
    public String revokedReason;

    public Scope grantedScope() {
        return Scope.parse(scope);
    }

    public Optional<User> subject() {
        return Optional.ofNullable(user);
    }

    /** The live standing grant of a client. */
    static Optional<Grant> standing(Client client) {
        return find("client = ?1 and standing = true and revokedAt is null", client)
                .firstResultOptional();
    }

    /** Stores a standing grant, unless someone was quicker. */
    static void addStanding(UUID id, Client client, Instant now, Instant expiresAt) {
        getEntityManager()
                .createNativeQuery("""
                        insert into grants (id, client_id, scope, offline, standing, created_at, expires_at)
                        values (?1, ?2, '', false, true, ?3, ?4) on conflict do nothing
                        """)
                .setParameter(1, id)
                .setParameter(2, client.id)
                .setParameter(3, now)
                .setParameter(4, expiresAt)
                .executeUpdate();
    }

    /** The grant with its client and person, in one query, unless this JWT of it was revoked by itself. */
    static Optional<Grant> unlessRevoked(UUID id, String jti) {
        return find(
                        "from Grant g join fetch g.client left join fetch g.user"
                                + " where g.id = ?1 and not exists (select 1 from RevokedToken r where r.jti = ?2)",
                        id,
                        jti)
                .firstResultOptional();
    }
}
