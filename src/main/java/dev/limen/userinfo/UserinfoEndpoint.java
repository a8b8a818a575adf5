package dev.limen.userinfo;

import dev.limen.client.Client;
import dev.limen.config.Issuer;
import dev.limen.issuance.AccessTokenFacts;
import dev.limen.issuance.ClaimsReader;
import dev.limen.issuance.ClientJwts;
import dev.limen.issuance.PersonClaims;
import dev.limen.issuance.ResourceAccess;
import dev.limen.proof.PresentedProof;
import dev.limen.protocol.ClaimsLocales;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.PresentedToken;
import dev.limen.protocol.Scope;
import dev.limen.resource.Scopes;
import dev.limen.subject.SubjectIdentifiers;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says what an access token gives its holder to know about the person. */
@ApplicationScoped
class UserinfoEndpoint {

    private final ResourceAccess access;
    private final Scopes scopes;
    private final PersonClaims personClaims;
    private final ClaimsReader claimsReader;
    private final Issuer issuer;
    private final ClientJwts jwts;
    private final Clock clock;
    private final SubjectIdentifiers subjects;

    UserinfoEndpoint(
            ResourceAccess access,
            Scopes scopes,
            PersonClaims personClaims,
            ClaimsReader claimsReader,
            Issuer issuer,
            ClientJwts jwts,
            Clock clock,
            SubjectIdentifiers subjects) {
        this.access = access;
        this.scopes = scopes;
        this.personClaims = personClaims;
        this.claimsReader = claimsReader;
        this.issuer = issuer;
        this.jwts = jwts;
        this.clock = clock;
        this.subjects = subjects;
    }

    /** The answer in the form that the client is registered for (OpenID Connect Core 1.0, section 5.3.2). */
    sealed interface Answer {
        record Plain(Map<String, Object> claims) implements Answer {}

        record Jwt(String jwt) implements Answer {}
    }

    /**
     * What this token is good for. It is a transaction of its own, which uses the proof up.
     *
     * @throws OAuthException {@code invalid_token} if the token is not ours, not meant for this endpoint, not good any
     *     more, or bound to something else; what is wrong with a proof; {@code insufficient_scope} without {@code openid}
     *     (RFC 6750, section 3.1); {@code insufficient_user_authentication} (RFC 9470, section 3)
     */
    AccessTokenFacts admit(PresentedToken token, PresentedProof proof) {
        AccessTokenFacts facts = access.admit(token, proof);
        if (!facts.scope().contains(Scope.OPENID)) {
            throw new OAuthException(
                    ErrorCode.INSUFFICIENT_SCOPE,
                    "the access token is not for the scope openid",
                    "OpenID Connect Core 1.0, section 5.3.1");
        }
        if (!facts.audience().contains(issuer.value())) {
            throw ResourceAccess.invalid("its audience is another"); // RFC 9068, section 4
        }
        if (facts.grant().subject().isEmpty()) {
            throw ResourceAccess.invalid("it stands for no person");
        }
        access.requireAuthentication(facts, issuer.value());
        return facts;
    }

    /** What an admitted token gives to know. */
    Answer answer(AccessTokenFacts facts) {
        User user = facts.grant().subject().orElseThrow();
        return inForm(facts.grant().client, claims(facts, user));
    }

    /** By scope (section 5.4), then one by one (section 5.5); {@code sub} always, whatever was asked (section 5.3.2). */
    private Map<String, Object> claims(AccessTokenFacts facts, User user) {
        Client client = facts.grant().client;
        ClaimsLocales locales = claimsReader.locales(facts.grant());
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", subjects.of(user, client));
        claims.putAll(personClaims.of(user, client, scopes.claimsOf(facts.scope()), locales));
        claims.putAll(
                personClaims.asked(user, client, claimsReader.of(facts.grant()).userinfo(), locales));
        claims.put("sub", subjects.of(user, client));
        return claims;
    }

    private Answer inForm(Client client, Map<String, Object> claims) {
        ClientMetadata metadata = client.metadata;
        if (metadata.userinfoSignedResponseAlg().isPresent()) {
            return new Answer.Jwt(
                    sign(client, claims, metadata.userinfoSignedResponseAlg().get()));
        }
        return metadata.userinfoEncryption().alg().isPresent()
                ? new Answer.Jwt(jwts.encrypted(client, addressed(client, claims), metadata.userinfoEncryption()))
                : new Answer.Plain(claims);
    }

    private String sign(Client client, Map<String, Object> claims, String algorithm) {
        Map<String, Object> signed = addressed(client, claims);
        signed.put("iat", clock.instant().getEpochSecond());
        // no exp: our own reader demands one, so that this never passes for an ID token where one is taken as a hint
        signed.remove("exp");
        return jwts.signed(client, signed, "JWT", jwts.key(client, algorithm), client.metadata.userinfoEncryption());
    }

    private Map<String, Object> addressed(Client client, Map<String, Object> claims) {
        Map<String, Object> addressed = new LinkedHashMap<>(claims);
        addressed.put("iss", issuer.value());
        addressed.put("aud", client.clientId);
        return addressed;
    }
}
