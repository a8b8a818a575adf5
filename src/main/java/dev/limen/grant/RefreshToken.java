package dev.limen.grant;

import dev.limen.protocol.SenderConstraint;
import dev.limen.storage.NativeWrite;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One refresh token of a grant's chain, by the hash of its value; its use makes its successor. */
@Entity
@Table(name = "refresh_tokens")
public class RefreshToken extends PanacheEntityBase {

    private static final String ROTATE = """
            with used as (
              update refresh_tokens set consumed_at = ?4, successor_hash = ?2
              where hash = ?1 and consumed_at is null and expires_at > ?4 returning grant_id)
            insert into refresh_tokens (hash, grant_id, cnf, issued_at, expires_at)
            select ?2, grant_id, cast(?3 as jsonb), ?4, ?5 from used
            """;

    @Id
    public byte[] hash;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "grant_id")
    public Grant grant;

    /** What it is bound to (RFC 7800, section 3.1). */
    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, Object> cnf = Map.of();

    @Column(name = "issued_at")
    public Instant issuedAt;

    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = "consumed_at")
    public Instant consumedAt;

    @Column(name = "successor_hash")
    public byte[] successorHash;

    /** What a request must prove possession of to use it. */
    public SenderConstraint boundTo() {
        return SenderConstraint.of(cnf);
    }

    static Optional<RefreshToken> withGrant(byte[] hash) {
        return find("from RefreshToken t join fetch t.grant g left join fetch g.user" + " where t.hash = ?1", hash)
                .firstResultOptional();
    }

    /**
     * The one write that decides who rotates the token, and stores its successor.
     *
     * @param cnf what the successor is bound to, as JSON
     */
    static boolean rotate(byte[] hash, byte[] successorHash, String cnf, Instant now, Instant expiresAt) {
        return NativeWrite.of(getEntityManager(), ROTATE, "refresh_tokens")
                        .setParameter(1, hash)
                        .setParameter(2, successorHash)
                        .setParameter(3, cnf)
                        .setParameter(4, now)
                        .setParameter(5, expiresAt)
                        .executeUpdate()
                == 1;
    }

    /** Asks and writes at once: what ended since it was read stays ended. */
    static boolean prolong(byte[] hash, Instant until, Instant now) {
        return update("expiresAt = ?1 where hash = ?2 and consumedAt is null and expiresAt > ?3", until, hash, now)
                == 1;
    }

    /** Whether this one was neither used nor outlived. */
    static boolean unused(byte[] hash, Instant now) {
        return count("hash = ?1 and consumedAt is null and expiresAt > ?2", hash, now) == 1;
    }

    /** Asked of the database and not of the entity: a concurrent use may have come after it was read. */
    static boolean consumedSince(byte[] hash, Instant since) {
        return count("hash = ?1 and consumedAt >= ?2", hash, since) == 1;
    }
}
