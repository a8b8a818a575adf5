package dev.limen.key;

import dev.limen.jose.SigningAlgorithm;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A signing key as it is kept. */
@Entity
@Table(name = "signing_keys")
public class SigningKey extends PanacheEntityBase {

    /** The RFC 7638 thumbprint of the public key. */
    @Id
    public String kid;

    @Column(name = "alg")
    @Enumerated(EnumType.STRING)
    public SigningAlgorithm algorithm;

    @Convert(converter = KeyState.Column.class)
    public KeyState state;

    @Column(name = "public_jwk")
    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, Object> publicJwk;

    /** PKCS#8 under the master key. */
    @Column(name = "private_sealed")
    public byte[] privateSealed;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "activated_at")
    public Instant activatedAt;

    @Column(name = "retired_at")
    public Instant retiredAt;

    /** Every key that is published, the oldest first. */
    static List<SigningKey> published() {
        return list("state <> ?1 order by createdAt, kid", KeyState.RETIRED);
    }

    static boolean hasActive(SigningAlgorithm algorithm) {
        return count("algorithm = ?1 and state = ?2", algorithm, KeyState.ACTIVE) > 0;
    }
}
