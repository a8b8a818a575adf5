package dev.limen.client;

import dev.limen.config.Issuer;
import dev.limen.config.LimenConfig;
import dev.limen.config.Profiles;
import dev.limen.jose.InvalidJwtException;
import dev.limen.jose.JwtReader;
import dev.limen.jose.JwtTimes;
import dev.limen.jose.TypRule;
import dev.limen.jose.UnverifiedJwt;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.Requirement;
import dev.limen.storage.UsedIds;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What client assertions have in common, whatever they are signed with (RFC 7521, section 4.2; RFC 7523, section 3). */
@Singleton
class ClientAssertions {

    /** RFC 7523, section 2.2. */
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    static final TypRule TYP = TypRule.plainOr("client-authentication+jwt");

    /** How long before its end an assertion may be presented. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** How far the client's clock may be ahead of ours. */
    private static final Duration SKEW = Duration.ofSeconds(10);

    private static final int MAX_JTI = 255;

    /** The endpoints by whose URL an assertion may name us (OpenID Connect Core 1.0, section 9; RFC 9126, section 2; CIBA, section 7.1). */
    private static final List<String> ENDPOINTS = List.of("/token", "/par", "/bc-authorize");

    private final JwtReader reader;
    private final JwtTimes times;
    private final UsedIds usedIds;
    private final String issuer;
    private final Set<String> audiences;
    private final Profiles profiles;

    ClientAssertions(
            JwtReader reader, JwtTimes times, UsedIds usedIds, Issuer issuer, Profiles profiles, LimenConfig config) {
        this.reader = reader;
        this.times = times;
        this.usedIds = usedIds;
        this.issuer = issuer.value();
        this.profiles = profiles;
        List<String> bases = Stream.concat(
                        Stream.of(issuer.value()), config.mtls().baseUrl().map(Object::toString).stream())
                .toList();
        this.audiences = Stream.concat(Stream.of(issuer.value()), bases.stream().flatMap(base -> ENDPOINTS.stream()
                        .map(path -> base + path)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The assertion of a request, taken apart; empty if there is none.
     *
     * @throws dev.limen.protocol.OAuthException if it is none that could be verified
     */
    Optional<UnverifiedJwt> read(Parameters form) {
        Optional<String> assertion = form.get("client_assertion");
        Optional<String> type = form.get("client_assertion_type");
        if (assertion.isEmpty() && type.isEmpty()) {
            return Optional.empty();
        }
        if (assertion.isEmpty() || !type.equals(Optional.of(TYPE))) {
            throw AuthenticationFaults.failed("client_assertion and client_assertion_type do not belong together");
        }
        try {
            return Optional.of(reader.read(assertion.get()));
        } catch (InvalidJwtException e) {
            throw AuthenticationFaults.failed("client_assertion: " + e.getMessage());
        }
    }

    /** The client that an assertion claims to come from: its {@code sub} (RFC 7523, section 3, number 2 B). */
    static String clientId(UnverifiedJwt assertion) {
        return assertion
                .unverifiedText("sub")
                .orElseThrow(() -> AuthenticationFaults.failed("client_assertion: sub is no text"));
    }

    /**
     * Checks claims whose signature has been verified, and uses the assertion up.
     *
     * @throws InvalidJwtException if they do not prove that this client asks this provider now, for the first time
     */
    void accept(Map<String, Object> claims, Client client) throws InvalidJwtException {
        require(client.clientId.equals(claims.get("iss")), "iss is not the client");
        require(client.clientId.equals(claims.get("sub")), "sub is not the client");
        require(isForUs(claims.get("aud"), client), "aud is another");
        times.notExpired(claims, Duration.ZERO);
        times.begun(claims, SKEW);
        times.issuedBefore(claims, SKEW);
        times.shortLived(claims, LONGEST, SKEW);
        require(
                claims.get("jti") instanceof String jti && !jti.isEmpty() && jti.length() <= MAX_JTI,
                "jti is no text of 1 to " + MAX_JTI + " characters");
        Instant end = Instant.ofEpochSecond(JwtTimes.seconds(claims, "exp"));
        require(
                usedIds.use("client assertion", client.id.toString(), (String) claims.get("jti"), end),
                "jti has been used before");
    }

    private boolean isForUs(Object aud, Client client) {
        if (profiles.required(client.metadata).demand(Requirement.ISSUER_AS_AUDIENCE)) {
            return issuer.equals(aud);
        }
        return switch (aud) {
            case String one -> audiences.contains(one);
            case Collection<?> several -> several.stream().anyMatch(a -> a != null && audiences.contains(a));
            case null, default -> false;
        };
    }

    private static void require(boolean holds, String otherwise) throws InvalidJwtException {
        if (!holds) {
            throw new InvalidJwtException(otherwise);
        }
    }
}
