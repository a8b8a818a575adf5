package dev.limen.user;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A person's account. Its rules of change are those of {@link Users}. */
@Entity
@DynamicUpdate // whoever changes one column leaves alone what others change at the same time
@Table(name = "users")
public class User extends PanacheEntityBase {

    @Id
    public UUID id;

    /** The subject identifier of OpenID Connect Core 1.0, section 2: never changed, never given to another. */
    @Column(updatable = false)
    public String sub;

    /** As the person writes it. */
    public String username;

    /** As it is looked up, see {@link Username#key()}. */
    @Column(name = "username_key")
    public String usernameKey;

    @JsonIgnore
    @Column(name = "password_hash")
    String passwordHash;

    /** Keyed hash of the value that the realm file gave: tells a changed value from one already applied. */
    @JsonIgnore
    @Column(name = "password_fingerprint")
    public byte[] passwordFingerprint;

    @Column(name = "password_changed_at")
    public Instant passwordChangedAt;

    /** Whether the person may sign in and tokens about them are served. */
    public boolean enabled;

    /** Standard and other claims by their names (OpenID Connect Core 1.0, section 5.1). */
    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, Object> claims = new HashMap<>();

    @JdbcTypeCode(SqlTypes.ARRAY)
    public List<String> roles = new ArrayList<>();

    @JdbcTypeCode(SqlTypes.ARRAY)
    public List<String> groups = new ArrayList<>();

    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** What pages call the person: the {@code name} claim, or else the username. */
    public String displayName() {
        return claims.get("name") instanceof String name && !name.isBlank() ? name : username;
    }

    /** Who alone may act for the person (RFC 8693, section 4.4); empty where nothing is said. */
    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    public Map<String, Object> mayAct() {
        return claims.get("may_act") instanceof Map<?, ?> declared ? (Map<String, Object>) declared : Map.of();
    }

    static Optional<User> bySub(String sub) {
        return find("sub", sub).firstResultOptional();
    }

    static Optional<User> byUsername(Username username) {
        return find("usernameKey", username.key()).firstResultOptional();
    }

    /** Those with this e-mail address, whatever its case, that was verified. */
    @SuppressWarnings("unchecked")
    static List<User> byVerifiedEmail(String email) {
        return getEntityManager()
                .createNativeQuery("""
                        select * from users where lower(claims ->> 'email') = lower(?1) and claims -> 'email_verified' = 'true'
                        limit 2
                        """, User.class)
                .setParameter(1, email)
                .getResultList();
    }

    Optional<PasswordHash> password() {
        return Optional.ofNullable(passwordHash).flatMap(PasswordHash::parse);
    }

    /** Stores a stronger hash of the same password, unless the password was changed meanwhile. */
    void replaceHash(PasswordHash stronger) {
        update("passwordHash = ?1 where id = ?2 and passwordHash = ?3", stronger.phc(), id, passwordHash);
    }

    @Override
    public String toString() {
        return "User[" + sub + "]";
    }
}
