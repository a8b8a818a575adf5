package dev.limen.key;

import dev.limen.jose.EncryptionAlgorithm;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A key to which clients encrypt, as it is kept. */
@Entity
@Table(name = "encryption_keys")
public class EncryptionKey extends PanacheEntityBase {

    /** The RFC 7638 thumbprint of the public key. */
    @Id
    public String kid;

    /** Null for one that this version does not know. */
    @Column(name = "alg")
    @Convert(converter = AlgorithmColumn.class)
    public EncryptionAlgorithm algorithm;

    @Column(name = "public_jwk")
    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, Object> publicJwk;

    /** PKCS#8 under the master key. */
    @Column(name = "private_sealed")
    public byte[] privateSealed;

    @Column(name = "created_at")
    public Instant createdAt;

    /** Since when it is published no more; null for one that is. */
    @Column(name = "replaced_at")
    public Instant replacedAt;

    boolean published() {
        return replacedAt == null;
    }

    /** All that decrypt, by algorithm, the newest first. */
    static List<EncryptionKey> all() {
        return EncryptionKey.<EncryptionKey>listAll().stream()
                .filter(key -> key.algorithm != null)
                .sorted(Comparator.<EncryptionKey, EncryptionAlgorithm>comparing(key -> key.algorithm)
                        .thenComparing(key -> key.createdAt, Comparator.reverseOrder())
                        .thenComparing(key -> key.kid))
                .toList();
    }

    /** The wire name, as it is in the header of what is encrypted. */
    @Converter
    static final class AlgorithmColumn implements AttributeConverter<EncryptionAlgorithm, String> {
        @Override
        public String convertToDatabaseColumn(EncryptionAlgorithm algorithm) {
            return algorithm.wire();
        }

        @Override
        public EncryptionAlgorithm convertToEntityAttribute(String column) {
            return EncryptionAlgorithm.of(column).orElse(null);
        }
    }
}
