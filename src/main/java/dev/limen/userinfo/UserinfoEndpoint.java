package dev.limen.userinfo;

import dev.limen.client.Client;
import dev.limen.config.Issuer;
import dev.limen.issuance.AccessTokenFacts;
import dev.limen.issuance.ClaimsReader;
import dev.limen.issuance.PersonClaims;
import dev.limen.issuance.ResourceAccess;
import dev.limen.jose.JwtSigner;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.key.Keys;
import dev.limen.proof.PresentedProof;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.PresentedToken;
import dev.limen.protocol.Scope;
import dev.limen.resource.Scopes;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Says what an access token gives its holder to know about the person. */
@ApplicationScoped
class UserinfoEndpoint {

    private final ResourceAccess access;
    private final Scopes scopes;
    private final PersonClaims personClaims;
    private final ClaimsReader claimsReader;
    private final Issuer issuer;
    private final Keys keys;
    private final JwtSigner signer;
    private final Clock clock;

    UserinfoEndpoint(
            ResourceAccess access,
            Scopes scopes,
            PersonClaims personClaims,
            ClaimsReader claimsReader,
            Issuer issuer,
            Keys keys,
            JwtSigner signer,
            Clock clock) {
        this.access = access;
        this.scopes = scopes;
        this.personClaims = personClaims;
        this.claimsReader = claimsReader;
        this.issuer = issuer;
        this.keys = keys;
        this.signer = signer;
        this.clock = clock;
    }

    /** The answer in the form that the client is registered for (OpenID Connect Core 1.0, section 5.3.2). */
    sealed interface Answer {
        record Plain(Map<String, Object> claims) implements Answer {}

        record Signed(String jwt) implements Answer {}
    }

    /**
     * What this token gives to know.
     *
     * @throws OAuthException {@code invalid_token} if the token is not ours, not meant for this endpoint, not good any
     *     more, or bound to something else; what is wrong with a proof; {@code insufficient_scope} without {@code openid}
     *     (RFC 6750, section 3.1)
     */
    Answer answer(PresentedToken token, PresentedProof proof) {
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
        User user = facts.grant().subject().orElseThrow(() -> ResourceAccess.invalid("it stands for no person"));
        return inForm(facts.grant().client, claims(facts, user));
    }

    /** By scope (section 5.4), then one by one (section 5.5); {@code sub} always, whatever was asked (section 5.3.2). */
    private Map<String, Object> claims(AccessTokenFacts facts, User user) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", user.sub);
        claims.putAll(personClaims.of(user, scopes.claimsOf(facts.scope())));
        claims.putAll(personClaims.asked(user, claimsReader.of(facts.grant()).userinfo()));
        claims.put("sub", user.sub);
        return claims;
    }

    private Answer inForm(Client client, Map<String, Object> claims) {
        Optional<SigningAlgorithm> algorithm =
                client.metadata.userinfoSignedResponseAlg().flatMap(SigningAlgorithm::of);
        return algorithm
                .<Answer>map(a -> new Answer.Signed(sign(client, claims, a)))
                .orElseGet(() -> new Answer.Plain(claims));
    }

    private String sign(Client client, Map<String, Object> claims, SigningAlgorithm algorithm) {
        Map<String, Object> signed = new LinkedHashMap<>(claims);
        signed.put("iss", issuer.value());
        signed.put("aud", client.clientId);
        signed.put("iat", clock.instant().getEpochSecond());
        // no exp: our own reader demands one, so that this never passes for an ID token where one is taken as a hint
        signed.remove("exp");
        return signer.sign(signed, "JWT", keys.active(algorithm));
    }
}
