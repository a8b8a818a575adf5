package dev.limen.trust;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A {@link TrustedIssuer} in its table. */
@Entity
@Table(name = "trusted_issuers")
public class TrustedIssuerRow extends PanacheEntityBase {

    @Id
    String issuer;

    boolean enabled;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> jwks;

    @Column(name = "jwks_uri")
    String jwksUri;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> algorithms;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> audiences;

    @Column(name = "subject_claim")
    String subjectClaim;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "subject_match")
    SubjectMatch subjectMatch;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> clients;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> scopes;

    /** Seconds. */
    @Column(name = "max_lifetime")
    long maxLifetime;

    @Column(name = "jti_required")
    boolean jtiRequired;

    @Column(name = "software_statements")
    boolean softwareStatements;

    protected TrustedIssuerRow() {}

    static TrustedIssuerRow of(TrustedIssuer trusted) {
        TrustedIssuerRow row = new TrustedIssuerRow();
        row.issuer = trusted.issuer();
        row.become(trusted);
        return row;
    }

    void become(TrustedIssuer trusted) {
        enabled = trusted.enabled();
        jwks = trusted.jwks().orElse(null);
        jwksUri = trusted.jwksUri().orElse(null);
        algorithms = trusted.algorithms();
        audiences = trusted.audiences();
        subjectClaim = trusted.subjectClaim();
        subjectMatch = trusted.subjectMatch();
        clients = trusted.clients();
        scopes = trusted.scopes();
        maxLifetime = trusted.maxLifetime().toSeconds();
        jtiRequired = trusted.jtiRequired();
        softwareStatements = trusted.softwareStatements();
    }

    TrustedIssuer value() {
        return new TrustedIssuer(
                issuer,
                enabled,
                Optional.ofNullable(jwks),
                Optional.ofNullable(jwksUri),
                algorithms,
                audiences,
                subjectClaim,
                subjectMatch,
                clients,
                scopes,
                Duration.ofSeconds(maxLifetime),
                jtiRequired,
                softwareStatements);
    }
}
