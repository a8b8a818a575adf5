package dev.limen.issuance;

import dev.limen.config.Issuer;
import dev.limen.config.LimenConfig;
import dev.limen.crypto.Tokens;
import dev.limen.grant.Grant;
import dev.limen.jose.HalfHash;
import dev.limen.jose.JwsSigningKey;
import dev.limen.key.SignedTokens;
import dev.limen.protocol.ClaimsLocales;
import dev.limen.protocol.ClaimsRequest;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.OpaqueToken;
import dev.limen.subject.SubjectIdentifiers;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** ID tokens (OpenID Connect Core 1.0, section 2). */
@ApplicationScoped
class IdTokens implements SignedTokens {

    static final String TYP = "JWT";

    private final Clock clock;
    private final Issuer issuer;
    private final Duration lifetime;
    private final ClientJwts jwts;
    private final PersonClaims personClaims;
    private final ClaimsReader claimsReader;
    private final Tokens tokens;
    private final SubjectIdentifiers subjects;

    IdTokens(
            Clock clock,
            Issuer issuer,
            LimenConfig config,
            ClientJwts jwts,
            PersonClaims personClaims,
            ClaimsReader claimsReader,
            Tokens tokens,
            SubjectIdentifiers subjects) {
        this.clock = clock;
        this.issuer = issuer;
        this.lifetime = config.tokens().idTokenLifetime();
        this.jwts = jwts;
        this.personClaims = personClaims;
        this.claimsReader = claimsReader;
        this.tokens = tokens;
        this.subjects = subjects;
    }

    /**
     * What an ID token goes with.
     *
     * @param nonce the nonce of the authorization request
     * @param code the code of the same authorization response
     * @param claims claims that it says because no access token leads to them
     */
    record Beside(
            Optional<String> nonce, Optional<String> accessToken, Optional<OpaqueToken> code, Set<String> claims) {

        /** The answer of the token endpoint. */
        static Beside accessToken(Optional<String> nonce, String accessToken) {
            return new Beside(nonce, Optional.of(accessToken), Optional.empty(), Set.of());
        }
    }

    /** An ID token (sections 3.1.3.6, 3.2.2.10, 3.3.2.11 and 12.2). */
    String issue(Grant grant, User user, Beside beside) {
        ClientMetadata client = grant.client.metadata;
        JwsSigningKey key = jwts.key(grant.client, client.idTokenSignedResponseAlg());
        Map<String, Object> claims = new LinkedHashMap<>();
        ClaimsRequest asked = claimsReader.of(grant);
        ClaimsLocales locales = claimsReader.locales(grant);
        claims.putAll(personClaims.of(user, grant.client, beside.claims(), locales));
        claims.putAll(personClaims.asked(user, grant.client, asked.idToken(), locales));
        claims.putAll(authentication(grant, user));
        beside.nonce().ifPresent(value -> claims.put("nonce", value));
        beside.accessToken().ifPresent(token -> claims.put("at_hash", HalfHash.of(key.algorithm(), token)));
        beside.code().ifPresent(code -> claims.put("c_hash", HalfHash.of(key.algorithm(), code.reveal())));
        return jwts.signed(grant.client, claims, TYP, key, client.idTokenEncryption());
    }

    @Override
    public Duration longestLifetime() {
        return lifetime;
    }

    /** The protocol's own claims; nothing that a person's record or a request holds can replace them. */
    private Map<String, Object> authentication(Grant grant, User user) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer.value());
        claims.put("sub", subjects.of(user, grant.client));
        claims.put("aud", grant.client.clientId);
        claims.put("azp", grant.client.clientId);
        // leads to the grant, as that of an access token does: an ID token that is exchanged is worth no more
        claims.put("jti", TokenId.of(grant.id, tokens));
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(lifetime).getEpochSecond());
        claims.put("auth_time", grant.authTime.getEpochSecond());
        Optional.ofNullable(grant.acr).ifPresent(acr -> claims.put("acr", acr));
        if (!grant.amr.isEmpty()) {
            claims.put("amr", grant.amr);
        }
        Optional.ofNullable(grant.sid).ifPresent(sid -> claims.put("sid", sid));
        return claims;
    }
}
