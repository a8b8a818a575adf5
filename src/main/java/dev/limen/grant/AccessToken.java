package dev.limen.grant;

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
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** An opaque access token, by the hash of its value. Those in JWT form are not stored. */
@Entity
@Table(name = "access_tokens")
public class AccessToken extends PanacheEntityBase {

    @Id
    public byte[] hash;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "grant_id")
    public Grant grant;

    public String jti;

    public String scope;

    @JdbcTypeCode(SqlTypes.ARRAY)
    public List<String> audience = List.of();

    /** What it is bound to (RFC 7800, section 3.1). */
    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, Object> cnf = Map.of();

    /** Who acts for its subject (RFC 8693, section 4.1). */
    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, Object> act = Map.of();

    /** What it is good for beyond its scope (RFC 9396). */
    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "authorization_details")
    public List<Map<String, Object>> authorizationDetails = List.of();

    @Column(name = "issued_at")
    public Instant issuedAt;

    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = "revoked_at")
    public Instant revokedAt;

    static Optional<AccessToken> withGrant(byte[] hash) {
        return find("from AccessToken t join fetch t.grant g left join fetch g.user" + " where t.hash = ?1", hash)
                .firstResultOptional();
    }

    static void revoke(byte[] hash, Instant now) {
        update("revokedAt = ?1 where hash = ?2 and revokedAt is null", now, hash);
    }
}
