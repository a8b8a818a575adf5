package dev.limen.resource;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A resource server that accepts access tokens (RFC 8707). */
@Entity
@Table(name = "resources")
public class ProtectedResource extends PanacheEntityBase {

    /** The resource identifier: the audience of its access tokens (RFC 8707, section 2). */
    @Id
    public String identifier;

    /** The scope values that it understands. */
    @Column(columnDefinition = "text[]")
    public List<String> scopes;

    /** Seconds. */
    @Column(name = "access_token_lifetime")
    Long accessTokenLifetime;

    @Column(name = "access_token_format")
    String accessTokenFormat;

    protected ProtectedResource() {}

    /** How long its access tokens live; without it, as long as the settings say. */
    public Optional<Duration> accessTokenLifetime() {
        return Optional.ofNullable(accessTokenLifetime).map(Duration::ofSeconds);
    }

    /** The format of its access tokens, {@code jwt} or {@code opaque}; without it, the one of the client. */
    public Optional<String> accessTokenFormat() {
        return Optional.ofNullable(accessTokenFormat);
    }

    static ProtectedResource identified(String identifier) {
        ProtectedResource resource = new ProtectedResource();
        resource.identifier = identifier;
        return resource;
    }
}
