package dev.limen.key;

import dev.limen.jose.SigningAlgorithm;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A signing key as it is kept. */
@Entity
@Table(name = "signing_keys")
public class SigningKey extends PanacheEntityBase {

    /** The RFC 7638 thumbprint of the public key. */
    @Id
    public String kid;

    /** Null for one that this version does not know. */
    @Column(name = "alg")
    @Convert(converter = AlgorithmColumn.class)
    public SigningAlgorithm algorithm;

    @Convert(converter = KeyState.Column.class)
    public KeyState state;

    @Column(name = "public_jwk")
    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, Object> publicJwk;

    /** PKCS#8 under the master key; null for a retired key. */
    @Column(name = "private_sealed")
    public byte[] privateSealed;

    @Column(name = "created_at")
    public Instant createdAt;

    /** From when on it signs; with a next key, in the future. */
    @Column(name = "activates_at")
    public Instant activatesAt;

    /** When it became the active key. */
    @Column(name = "activated_at")
    public Instant activatedAt;

    /** Since when another signs in its place. */
    @Column(name = "retiring_at")
    public Instant retiringAt;

    @Column(name = "retired_at")
    public Instant retiredAt;

    /** Seconds: the longest lifetime of anything that it may have signed. */
    @Column(name = "longest_lifetime")
    public long longestLifetime;

    /** Until when some node wants its algorithm. */
    @Column(name = "wanted_until")
    public Instant wantedUntil;

    KeyLife life() {
        return new KeyLife(
                kid,
                algorithm,
                state,
                activatesAt,
                Optional.ofNullable(retiringAt),
                Duration.ofSeconds(longestLifetime),
                wantedUntil);
    }

    /** Every key that is published, in the order of publication: by algorithm, the oldest first. */
    static List<SigningKey> published() {
        return SigningKey.<SigningKey>list("state <> ?1", KeyState.RETIRED).stream()
                .filter(key -> key.algorithm != null)
                .sorted(Comparator.<SigningKey, SigningAlgorithm>comparing(key -> key.algorithm)
                        .thenComparing(key -> key.createdAt)
                        .thenComparing(key -> key.kid))
                .toList();
    }

    /** The wire name, as it is in the published key. */
    @Converter
    static final class AlgorithmColumn implements AttributeConverter<SigningAlgorithm, String> {
        @Override
        public String convertToDatabaseColumn(SigningAlgorithm algorithm) {
            return algorithm.wire();
        }

        @Override
        public SigningAlgorithm convertToEntityAttribute(String column) {
            return SigningAlgorithm.of(column).orElse(null);
        }
    }
}
