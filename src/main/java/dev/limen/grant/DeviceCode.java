package dev.limen.grant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Optional;

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

    /** Stores it; false if another code has the same user code. */
    boolean add() {
        return getEntityManager()
                        .createNativeQuery("""
                                insert into device_codes
                                  (hash, user_code_hash, client_id, scope, interval_seconds, created_at, expires_at)
                                values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict (user_code_hash) do nothing
                                """)
                        .setParameter(1, hash)
                        .setParameter(2, userCodeHash)
                        .setParameter(3, client.id)
                        .setParameter(4, scope)
                        .setParameter(5, intervalSeconds)
                        .setParameter(6, createdAt)
                        .setParameter(7, expiresAt)
                        .executeUpdate()
                == 1;
    }
}
