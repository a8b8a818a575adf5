package dev.limen.registration;

import dev.limen.client.ClientKeys;
import dev.limen.client.ClientRequests;
import dev.limen.config.Issuer;
import dev.limen.jose.InvalidJwtException;
import dev.limen.jose.Jwks;
import dev.limen.jose.JwtReader;
import dev.limen.jose.JwtTimes;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.TypRule;
import dev.limen.jose.UnverifiedJwt;
import dev.limen.protocol.OAuthException;
import dev.limen.trust.TrustedIssuer;
import dev.limen.trust.TrustedIssuers;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Statements about software by issuers that the realm trusts for it (RFC 7591, section 2.3). One statement is for all copies
 * of the software, so it may be used again and again.
 */
@Singleton
class SoftwareStatements {

    private static final TypRule TYP = TypRule.plainOr("software-statement+jwt");

    /** How far the issuer's clock may be from ours. */
    private static final Duration SKEW = Duration.ofSeconds(10);

    private final JwtReader reader;
    private final JwtTimes times;
    private final TrustedIssuers issuers;
    private final ClientKeys keys;
    private final ClientRequests requests;
    private final Issuer issuer;

    SoftwareStatements(
            JwtReader reader,
            JwtTimes times,
            TrustedIssuers issuers,
            ClientKeys keys,
            ClientRequests requests,
            Issuer issuer) {
        this.reader = reader;
        this.times = times;
        this.issuers = issuers;
        this.keys = keys;
        this.requests = requests;
        this.issuer = issuer;
    }

    /**
     * The claims of a statement. Call it outside transactions, as keys may have to be loaded.
     *
     * @throws OAuthException {@code invalid_software_statement} or {@code unapproved_software_statement}
     */
    Map<String, Object> claims(String statement) {
        try {
            UnverifiedJwt jwt = reader.read(statement);
            TrustedIssuer trusted = jwt.unverifiedText("iss")
                    .flatMap(issuers::find)
                    .filter(found -> found.enabled() && found.softwareStatements())
                    .orElseThrow(() -> Refusals.unapproved("software_statement: iss is not trusted for it"));
            return verified(jwt, trusted);
        } catch (InvalidJwtException e) {
            throw Refusals.statement(
                    "software_statement is not a valid statement of its issuer, or its time is over",
                    "software_statement: " + e.getMessage());
        }
    }

    private Map<String, Object> verified(UnverifiedJwt jwt, TrustedIssuer trusted) throws InvalidJwtException {
        Jwks set = requests.withKeys(() -> keys(jwt, trusted));
        Map<String, Object> claims = jwt.verify(TYP, algorithms(trusted), set);
        require(isForUs(claims, trusted), "aud is another");
        // what else the issuer signs, such as an assertion about a person, names no software
        require(claims.get("software_id") instanceof String id && !id.isBlank(), "software_id is no text");
        if (claims.containsKey("exp")) {
            times.notExpired(claims, SKEW);
        }
        times.begun(claims, SKEW);
        times.issuedBefore(claims, SKEW);
        return claims;
    }

    private Jwks keys(UnverifiedJwt jwt, TrustedIssuer trusted) {
        Optional<String> kid = jwt.kid();
        return Jwks.of(trusted.jwksUri()
                .map(uri -> keys.at(
                        URI.create(uri), key -> kid.isEmpty() || kid.get().equals(key.get("kid"))))
                .orElseGet(() -> trusted.jwks().orElseThrow()));
    }

    private static Set<SigningAlgorithm> algorithms(TrustedIssuer trusted) {
        return trusted.algorithms().stream()
                .flatMap(wire -> SigningAlgorithm.of(wire).stream())
                .collect(Collectors.toSet());
    }

    /** A statement need not say whom it is for. */
    private boolean isForUs(Map<String, Object> claims, TrustedIssuer trusted) {
        if (!claims.containsKey("aud")) {
            return true;
        }
        Stream<?> named =
                switch (claims.get("aud")) {
                    case String one -> Stream.of(one);
                    case Collection<?> several -> several.stream();
                    case null, default -> Stream.empty();
                };
        return named.anyMatch(
                name -> issuer.value().equals(name) || trusted.audiences().contains(name));
    }

    private static void require(boolean holds, String otherwise) throws InvalidJwtException {
        if (!holds) {
            throw new InvalidJwtException(otherwise);
        }
    }
}
