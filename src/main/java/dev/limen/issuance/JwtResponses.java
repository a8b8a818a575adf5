package dev.limen.issuance;

import dev.limen.client.Client;
import dev.limen.config.Issuer;
import dev.limen.jose.JwsSigningKey;
import dev.limen.key.SignedTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Authorization responses as JWTs (JARM, section 2.1): signed, and encrypted where the client has registered that. */
@ApplicationScoped
public class JwtResponses implements SignedTokens {

    /** What names a response mode that brings a JWT. By itself, it is the one that fits the response type (section 2.3.4). */
    public static final String MODE = "jwt";

    /** What it has behind the name of the mode that brings it. */
    public static final String SUFFIX = "." + MODE;

    /** Section 2.1: at most ten minutes. The browser brings it at once, and a code lives no longer. */
    private static final Duration LIFETIME = Duration.ofMinutes(2);

    private final ClientJwts jwts;
    private final Issuer issuer;
    private final Clock clock;

    JwtResponses(ClientJwts jwts, Issuer issuer, Clock clock) {
        this.jwts = jwts;
        this.issuer = issuer;
        this.clock = clock;
    }

    @Override
    public Duration longestLifetime() {
        return LIFETIME;
    }

    /**
     * Makes sure that there is a key where the response has to be encrypted: before anything is granted, as a request is run
     * again when the client's keys have to be loaded first.
     */
    public void require(Client client) {
        jwts.requireRecipient(client, client.metadata.authorizationEncryption());
    }

    /**
     * The one parameter that stands for all of a response. It has no {@code typ}, as the specification gives it none: so it
     * passes for no other JWT of ours, which all have one.
     */
    public Map<String, String> packed(Client client, Map<String, String> parameters) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>(parameters);
        claims.put("iss", issuer.value());
        claims.put("aud", client.clientId);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        JwsSigningKey key = jwts.key(client, client.metadata.authorizationSignedResponseAlg());
        return Map.of("response", jwts.signed(client, claims, key, client.metadata.authorizationEncryption()));
    }
}
