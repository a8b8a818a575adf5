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
    public List<String> scopes = List.of();

    /** Seconds. */
    @Column(name = "access_token_lifetime")
    Long accessTokenLifetime;

    @Column(name = "access_token_format")
    String accessTokenFormat;

    @Column(name = "access_token_signed_response_alg")
    String accessTokenSignedResponseAlg;

    /** The clients that ask about its tokens in its name (RFC 7662, section 4). */
    @Column(name = "introspection_clients", columnDefinition = "text[]")
    List<String> introspectionClients = List.of();

    /** What the sign-in behind its access tokens must have reached, one of them (RFC 9470, section 3). */
    @Column(name = "acr_values", columnDefinition = "text[]")
    public List<String> acrValues = List.of();

    /** Seconds. */
    @Column(name = "max_age")
    Long maxAge;

    protected ProtectedResource() {}

    /** How long its access tokens live; without it, as long as the settings say. */
    public Optional<Duration> accessTokenLifetime() {
        return Optional.ofNullable(accessTokenLifetime).map(Duration::ofSeconds);
    }

    /** The format of its access tokens, {@code jwt} or {@code opaque}; without it, the one of the client. */
    public Optional<String> accessTokenFormat() {
        return Optional.ofNullable(accessTokenFormat);
    }

    /** What signs its access tokens in JWT form; without it, the algorithm of the client. */
    public Optional<String> accessTokenSignedResponseAlg() {
        return Optional.ofNullable(accessTokenSignedResponseAlg);
    }

    /** How long ago that sign-in may be; without it, however long. */
    public Optional<Duration> maxAge() {
        return Optional.ofNullable(maxAge).map(Duration::ofSeconds);
    }

    /** What is declared about it. */
    ResourceDeclaration declaration() {
        return new ResourceDeclaration(
                identifier,
                scopes,
                accessTokenLifetime(),
                accessTokenFormat(),
                accessTokenSignedResponseAlg(),
                introspectionClients,
                acrValues,
                maxAge());
    }

    void declare(ResourceDeclaration declaration) {
        scopes = declaration.scopes();
        accessTokenLifetime =
                declaration.accessTokenLifetime().map(Duration::toSeconds).orElse(null);
        accessTokenFormat = declaration.accessTokenFormat().orElse(null);
        accessTokenSignedResponseAlg =
                declaration.accessTokenSignedResponseAlg().orElse(null);
        introspectionClients = declaration.introspectionClients();
        acrValues = declaration.acrValues();
        maxAge = declaration.maxAge().map(Duration::toSeconds).orElse(null);
    }

    static ProtectedResource identified(String identifier) {
        ProtectedResource resource = new ProtectedResource();
        resource.identifier = identifier;
        return resource;
    }
}
