package dev.limen.issuance;

import dev.limen.config.Issuer;
import dev.limen.grant.Grant;
import dev.limen.jose.JwtSigner;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.key.Keys;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.resource.Scopes;
import dev.limen.subject.ActorSubjects;
import dev.limen.subject.SubjectIdentifiers;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Access tokens in the JWT profile (RFC 9068). */
@ApplicationScoped
class JwtAccessTokens implements AccessTokenFormat {

    /** The media type in the {@code typ} header (RFC 9068, section 2.1). */
    static final String TYP = "at+jwt";

    private final Issuer issuer;
    private final Keys keys;
    private final JwtSigner signer;
    private final Scopes scopes;
    private final TokenStatus status;
    private final SubjectIdentifiers subjects;
    private final ActorSubjects actors;

    JwtAccessTokens(
            Issuer issuer,
            Keys keys,
            JwtSigner signer,
            Scopes scopes,
            TokenStatus status,
            SubjectIdentifiers subjects,
            ActorSubjects actors) {
        this.issuer = issuer;
        this.keys = keys;
        this.signer = signer;
        this.scopes = scopes;
        this.status = status;
        this.subjects = subjects;
        this.actors = actors;
    }

    @Override
    public String name() {
        return "jwt";
    }

    @Override
    public String issue(AccessTokenFacts facts, SigningAlgorithm algorithm) {
        return signer.sign(claims(facts), TYP, keys.active(algorithm));
    }

    /** RFC 9068, section 2.2. */
    private Map<String, Object> claims(AccessTokenFacts facts) {
        Grant grant = facts.grant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer.value());
        claims.put("sub", subjects.of(grant));
        claims.put("aud", facts.audience().size() == 1 ? facts.audience().getFirst() : facts.audience());
        claims.put("client_id", grant.client.clientId);
        claims.put("jti", facts.jti());
        claims.put("iat", facts.issuedAt().getEpochSecond());
        claims.put("exp", facts.expiresAt().getEpochSecond());
        if (!facts.scope().isEmpty()) {
            claims.put("scope", facts.scope().toString());
        }
        if (!facts.details().isEmpty()) {
            claims.put(AuthorizationDetails.NAME, facts.details().objects());
        }
        if (grant.authTime != null) {
            claims.put("auth_time", grant.authTime.getEpochSecond());
            Optional.ofNullable(grant.acr).ifPresent(acr -> claims.put("acr", acr));
            if (!grant.amr.isEmpty()) {
                claims.put("amr", grant.amr);
            }
        }
        if (!facts.constraint().confirmation().isEmpty()) {
            claims.put("cnf", facts.constraint().confirmation());
        }
        if (!facts.act().isEmpty()) {
            claims.put("act", facts.act());
        }
        status.next(grant, facts.expiresAt()).ifPresent(claim -> claims.put(TokenStatus.CLAIM, claim));
        Map<String, Object> mayAct = actors.mayAct(grant);
        if (!mayAct.isEmpty()) {
            claims.put("may_act", mayAct);
        }
        grant.subject().ifPresent(user -> authorities(user, scopes.claimsOf(facts.scope()), claims));
        return claims;
    }

    /** RFC 9068, section 2.2.3.1: only where a granted scope gives them. */
    private static void authorities(User user, Set<String> given, Map<String, Object> claims) {
        if (given.contains("roles") && !user.roles.isEmpty()) {
            claims.put("roles", user.roles);
        }
        if (given.contains("groups") && !user.groups.isEmpty()) {
            claims.put("groups", user.groups);
        }
    }
}
