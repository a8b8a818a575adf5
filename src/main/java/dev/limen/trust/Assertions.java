package dev.limen.trust;

import dev.limen.client.ClientKeys;
import dev.limen.config.Issuer;
import dev.limen.jose.InvalidJwtException;
import dev.limen.jose.Jwks;
import dev.limen.jose.JwtReader;
import dev.limen.jose.JwtTimes;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.TypRule;
import dev.limen.jose.UnverifiedJwt;
import dev.limen.protocol.Requirement;
import dev.limen.protocol.Requirements;
import dev.limen.storage.UsedIds;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks what other issuers assert (RFC 7521, section 5.2; RFC 7523, section 3). */
@Singleton
public class Assertions {

    /** How far the issuer's clock may be from ours. */
    private static final Duration SKEW = Duration.ofSeconds(10);

    private static final int MAX_JTI = 255;

    private final JwtReader reader;
    private final JwtTimes times;
    private final UsedIds usedIds;
    private final ClientKeys keys;
    private final Set<String> ownNames;
    private final String issuerName;

    Assertions(JwtReader reader, JwtTimes times, UsedIds usedIds, ClientKeys keys, Issuer issuer) {
        this.reader = reader;
        this.times = times;
        this.usedIds = usedIds;
        this.keys = keys;
        this.ownNames = Set.of(issuer.value(), issuer.url("/token"));
        this.issuerName = issuer.value();
    }

    /** The assertion, taken apart; whom it claims to come from leads to the keys that prove it. */
    public UnverifiedJwt read(String assertion) throws InvalidJwtException {
        return reader.read(assertion);
    }

    /**
     * The claims, if the issuer says them to this provider now; and for the first time, so that a refusal later on costs a
     * new assertion.
     *
     * @param typ what kind of assertion it must be, so that none is taken for one of another kind
     * @param required what is required of the client that presents it
     */
    public Map<String, Object> accept(UnverifiedJwt assertion, TypRule typ, TrustedIssuer issuer, Requirements required)
            throws InvalidJwtException {
        Map<String, Object> claims = assertion.verify(typ, algorithms(issuer, required), keys(assertion, issuer));
        require(issuer.issuer().equals(claims.get("iss")), "iss is another");
        require(isForUs(claims.get("aud"), names(issuer, required)), "aud is another");
        require(claims.get("sub") instanceof String sub && !sub.isEmpty(), "sub is no text");
        times.notExpired(claims, SKEW);
        times.begun(claims, SKEW);
        times.issuedBefore(claims, SKEW);
        times.shortLived(claims, issuer.maxLifetime(), SKEW);
        useUp(claims, issuer);
        return claims;
    }

    private static Set<SigningAlgorithm> algorithms(TrustedIssuer issuer, Requirements required) {
        return SigningAlgorithm.named(required.permitted(issuer.algorithms()));
    }

    private Jwks keys(UnverifiedJwt assertion, TrustedIssuer issuer) {
        Optional<String> kid = assertion.kid();
        return Jwks.of(issuer.jwksUri()
                .map(uri -> keys.at(
                        URI.create(uri), key -> kid.isEmpty() || kid.get().equals(key.get("kid"))))
                .orElseGet(() -> issuer.jwks().orElseThrow()));
    }

    private Set<String> names(TrustedIssuer issuer, Requirements required) {
        Set<String> names = new HashSet<>(issuer.audiences());
        names.addAll(required.demand(Requirement.ISSUER_AS_AUDIENCE) ? Set.of(issuerName) : ownNames);
        return names;
    }

    private static boolean isForUs(Object aud, Set<String> names) {
        Stream<?> named =
                switch (aud) {
                    case String one -> Stream.of(one);
                    case Collection<?> several -> several.stream();
                    case null, default -> Stream.empty();
                };
        return named.anyMatch(names::contains);
    }

    /** S6: until it has expired by any clock that is tolerated. */
    private void useUp(Map<String, Object> claims, TrustedIssuer issuer) throws InvalidJwtException {
        if (!claims.containsKey("jti") && !issuer.jtiRequired()) {
            return;
        }
        require(
                claims.get("jti") instanceof String jti && !jti.isEmpty() && jti.length() <= MAX_JTI,
                "jti is no text of 1 to " + MAX_JTI + " characters");
        Instant end = Instant.ofEpochSecond(JwtTimes.seconds(claims, "exp")).plus(SKEW);
        require(usedIds.use("assertion", issuer.issuer(), (String) claims.get("jti"), end), "jti has been used before");
    }

    private static void require(boolean holds, String otherwise) throws InvalidJwtException {
        if (!holds) {
            throw new InvalidJwtException(otherwise);
        }
    }
}
