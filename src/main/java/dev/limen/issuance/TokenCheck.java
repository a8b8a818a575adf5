package dev.limen.issuance;

import dev.limen.grant.AccessToken;
import dev.limen.grant.Grant;
import dev.limen.grant.Grants;
import dev.limen.grant.RefreshToken;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Scope;
import dev.limen.protocol.SenderConstraint;
import dev.limen.subject.SubjectIdentifiers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what an access token that comes back is worth. Every reason to refuse it is read from the database at that
 * moment, so a revocation holds at once, on every node and after a restart; a database that does not answer is an error
 * and never a yes. The client alone may be what it was two seconds ago; where it is disabled, its grants end in the
 * same transaction.
 */
@ApplicationScoped
public class TokenCheck {

    private final Clock clock;
    private final Grants grants;
    private final OwnTokens ownTokens;
    private final SubjectIdentifiers subjects;

    TokenCheck(Clock clock, Grants grants, OwnTokens ownTokens, SubjectIdentifiers subjects) {
        this.clock = clock;
        this.grants = grants;
        this.ownTokens = ownTokens;
        this.subjects = subjects;
    }

    /** What the token says, if it is one of ours and good at this moment. */
    public Optional<AccessTokenFacts> live(String presented) {
        Instant now = clock.instant();
        return facts(presented)
                .filter(facts -> facts.expiresAt().isAfter(now))
                .filter(facts -> live(facts.grant(), now));
    }

    /**
     * What an ID token of ours stands for, if it has not expired and the session's grant of its client is good at this
     * moment. It says no scope of its own, so it stands for what was granted.
     */
    public Optional<AccessTokenFacts> liveIdToken(String presented) {
        Instant now = clock.instant();
        return ownTokens.idToken(presented).flatMap(this::ofIdToken).filter(facts -> live(facts.grant(), now));
    }

    private Optional<AccessTokenFacts> ofIdToken(Map<String, Object> claims) {
        List<String> audience = audience(claims.get("aud"));
        String jti = claims.getOrDefault("jti", "").toString();
        return TokenId.grant(jti)
                .flatMap(id -> grants.ofJwt(id, jti))
                .filter(grant -> grant.client.clientId.equals(audience.getFirst()))
                .filter(grant -> subjects.of(grant).equals(claims.get("sub")))
                .map(grant -> new AccessTokenFacts(
                        jti,
                        grant,
                        grant.grantedScope(),
                        audience,
                        instant(claims, "iat"),
                        instant(claims, "exp"),
                        SenderConstraint.BEARER,
                        Map.of(),
                        grant.grantedDetails()));
    }

    /** The refresh token, if it is unused and its grant good at this moment. */
    public Optional<RefreshToken> liveRefreshToken(String presented) {
        Instant now = clock.instant();
        return OpaqueToken.parse(presented)
                .flatMap(grants::refreshToken)
                .filter(token -> token.consumedAt == null && token.expiresAt.isAfter(now))
                .filter(token -> live(token.grant, now));
    }

    /** What the token says, if it is one of ours that was not revoked by itself; its grant may be over. */
    private Optional<AccessTokenFacts> facts(String presented) {
        return OpaqueToken.parse(presented)
                .map(token -> grants.accessToken(token)
                        .filter(t -> t.revokedAt == null)
                        .map(TokenCheck::facts))
                .orElseGet(() -> jwt(presented));
    }

    private Optional<AccessTokenFacts> jwt(String presented) {
        return ownTokens.accessToken(presented).flatMap(claims -> {
            String jti = claims.getOrDefault("jti", "").toString();
            return TokenId.grant(jti).flatMap(id -> grants.ofJwt(id, jti)).map(grant -> facts(claims, jti, grant));
        });
    }

    /** S9: a person or client that was disabled is not served, whatever they hold. */
    private static boolean live(Grant grant, Instant now) {
        return grant.revokedAt == null
                && !grant.severed
                && grant.expiresAt.isAfter(now)
                && grant.client.enabled
                && grant.subject().map(user -> user.enabled).orElse(true);
    }

    private static AccessTokenFacts facts(AccessToken token) {
        return new AccessTokenFacts(
                token.jti,
                token.grant,
                Scope.parse(token.scope),
                token.audience,
                token.issuedAt,
                token.expiresAt,
                SenderConstraint.of(token.cnf),
                token.act,
                AuthorizationDetails.of(token.authorizationDetails));
    }

    private static AccessTokenFacts facts(Map<String, Object> claims, String jti, Grant grant) {
        return new AccessTokenFacts(
                jti,
                grant,
                Scope.parse(claims.getOrDefault("scope", "").toString()),
                audience(claims.get("aud")),
                instant(claims, "iat"),
                instant(claims, "exp"),
                SenderConstraint.of(object(claims, "cnf")),
                object(claims, "act"),
                AuthorizationDetails.of(list(claims, AuthorizationDetails.NAME)));
    }

    private static Instant instant(Map<String, Object> claims, String name) {
        return Instant.ofEpochSecond(((Number) claims.get(name)).longValue());
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    private static Map<String, Object> object(Map<String, Object> claims, String name) {
        return (Map<String, Object>) claims.getOrDefault(name, Map.of());
    }

    private static List<?> list(Map<String, Object> claims, String name) {
        return (List<?>) claims.getOrDefault(name, List.of());
    }

    private static List<String> audience(Object aud) {
        return aud instanceof List<?> all ? all.stream().map(Object::toString).toList() : List.of(aud.toString());
    }
}
