package dev.limen.grant;

import dev.limen.protocol.AuthorizationDetails;
import dev.limen.storage.NativeWrite;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What a device waits for (RFC 8628, section 3.2), by the hash of its device code. */
@Entity
@Table(name = "device_codes")
public class DeviceCode extends Awaited {

    private static final String WITH_GRANT =
            "from DeviceCode d join fetch d.client left join fetch d.grant g left join fetch g.client"
                    + " left join fetch g.user where ";

    /** A keyed hash of the code that the person types. */
    @Column(name = "user_code_hash", updatable = false)
    byte[] userCodeHash;

    /** What is asked for beyond the scope (RFC 9396). */
    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "authorization_details", updatable = false)
    public List<Map<String, Object>> authorizationDetails = List.of();

    public AuthorizationDetails requestedDetails() {
        return AuthorizationDetails.of(authorizationDetails);
    }

    @Override
    String table() {
        return "device_codes";
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
        return NativeWrite.of(getEntityManager(), """
                                insert into device_codes
                                  (hash, user_code_hash, client_id, scope, interval_seconds, created_at, expires_at,
                                   authorization_details)
                                values (?1, ?2, ?3, ?4, ?5, ?6, ?7, cast(?8 as jsonb)) on conflict (user_code_hash) do nothing
                                """, "device_codes")
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
}
