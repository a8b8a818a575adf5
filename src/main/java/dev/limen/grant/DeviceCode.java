package dev.limen.grant;

import dev.limen.client.Client;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.Scope;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What a device waits for (RFC 8628, section 3.2), by the hash of its device code. */
@Entity
@Table(name = "device_codes")
public class DeviceCode extends PanacheEntityBase {

    private static final String WITH_GRANT =
            "from DeviceCode d join fetch d.client left join fetch d.grant g left join fetch g.client"
                    + " left join fetch g.user where ";

    @Id
    public byte[] hash;

    /** A keyed hash of the code that the person types. */
    @Column(name = "user_code_hash", updatable = false)
    byte[] userCodeHash;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "client_id", updatable = false)
    public Client client;

    @Column(updatable = false)
    public String scope;

    /** What is asked for beyond the scope (RFC 9396). */
    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "authorization_details", updatable = false)
    public List<Map<String, Object>> authorizationDetails = List.of();

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
    Instant createdAt;

    @Column(name = "expires_at", updatable = false)
    public Instant expiresAt;

    public Scope requestedScope() {
        return Scope.parse(scope);
    }

    public AuthorizationDetails requestedDetails() {
        return AuthorizationDetails.of(authorizationDetails);
    }

    /** Whether the person may still decide. */
    public boolean waits(Instant now) {
        return grant == null && deniedAt == null && expiresAt.isAfter(now);
    }

    static Optional<DeviceCode> byHash(byte[] hash) {
        return find(WITH_GRANT + "d.hash = ?1", hash).firstResultOptional();
    }

    static Optional<DeviceCode> byUserCode(byte[] hash) {
        return find(WITH_GRANT + "d.userCodeHash = ?1", hash).firstResultOptional();
    }

    /**
     * Stores it; false if another code has the same user code.
     *
     * @param details its authorization details, as JSON
     */
    boolean add(String details) {
        return getEntityManager()
                        .createNativeQuery("""
                                insert into device_codes
                                  (hash, user_code_hash, client_id, scope, interval_seconds, created_at, expires_at,
                                   authorization_details)
                                values (?1, ?2, ?3, ?4, ?5, ?6, ?7, cast(?8 as jsonb)) on conflict (user_code_hash) do nothing
                                """)
                        .setParameter(1, hash)
                        .setParameter(2, userCodeHash)
                        .setParameter(3, client.id)
                        .setParameter(4, scope)
                        .setParameter(5, intervalSeconds)
                        .setParameter(6, createdAt)
                        .setParameter(7, expiresAt)
                        .setParameter(8, details)
                        .executeUpdate()
                == 1;
    }

    /**
     * Records a poll, and lengthens the interval if it comes too early, in one write, so that polls at the same moment or
     * to different nodes see each other.
     *
     * @return the interval from now on, in seconds
     */
    static int poll(byte[] hash, Instant now, Duration jitter, int step) {
        return ((Number) getEntityManager()
                        .createNativeQuery("""
                                update device_codes set last_polled_at = ?2, interval_seconds = interval_seconds + case
                                  when last_polled_at > cast(?3 as timestamptz) - make_interval(secs => interval_seconds) then ?4 else 0 end
                                where hash = ?1 returning interval_seconds
                                """, Integer.class)
                        .setParameter(1, hash)
                        .setParameter(2, now)
                        .setParameter(3, now.plus(jitter))
                        .setParameter(4, step)
                        .getSingleResult())
                .intValue();
    }

    /** The one write that decides which of two people, or answers, counts. */
    static boolean allow(byte[] hash, UUID grantId, Instant now) {
        return getEntityManager()
                        .createNativeQuery("""
                                update device_codes set grant_id = ?2
                                where hash = ?1 and grant_id is null and denied_at is null and expires_at > ?3
                                """)
                        .setParameter(1, hash)
                        .setParameter(2, grantId)
                        .setParameter(3, now)
                        .executeUpdate()
                == 1;
    }

    static boolean deny(byte[] hash, Instant now) {
        return update(
                        "deniedAt = ?1 where hash = ?2 and grant is null and deniedAt is null and expiresAt > ?1",
                        now,
                        hash)
                == 1;
    }

    /** The one write that decides who redeems the code. */
    static boolean consume(byte[] hash, Instant now) {
        return update(
                        "consumedAt = ?1 where hash = ?2 and consumedAt is null and grant is not null and expiresAt > ?1",
                        now,
                        hash)
                == 1;
    }
}
