package dev.limen.issuance;

import dev.limen.config.Issuer;
import dev.limen.crypto.Tokens;
import dev.limen.grant.Grant;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.ResponseType;
import dev.limen.protocol.Scope;
import dev.limen.resource.ProtectedResource;
import dev.limen.resource.Resources;
import dev.limen.resource.Scopes;
import dev.limen.user.User;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Issues the tokens of an admitted grant. */
@ApplicationScoped
public class Issuance {

    private final Clock clock;
    private final Issuer issuer;
    private final Tokens tokens;
    private final Resources resources;
    private final Scopes scopes;
    private final AccessTokenLifetime lifetime;
    private final IdTokens idTokens;
    private final ByName<AccessTokenFormat> formats;

    Issuance(
            Clock clock,
            Issuer issuer,
            Tokens tokens,
            Resources resources,
            Scopes scopes,
            AccessTokenLifetime lifetime,
            IdTokens idTokens,
            @All List<AccessTokenFormat> formats) {
        this.clock = clock;
        this.issuer = issuer;
        this.lifetime = lifetime;
        this.tokens = tokens;
        this.resources = resources;
        this.scopes = scopes;
        this.idTokens = idTokens;
        this.formats = new ByName<>(formats, AccessTokenFormat::name);
    }

    /** The answer to the token request. */
    public TokenResponse issue(Admitted admitted) {
        AccessTokenFacts facts = facts(admitted);
        String accessToken = format(admitted.grant()).issue(facts);
        return new TokenResponse(
                accessToken,
                facts.constraint().tokenType(),
                facts.secondsToLive(),
                admitted.scope().toString(),
                admitted.refreshToken().map(OpaqueToken::reveal),
                idToken(admitted, accessToken));
    }

    /**
     * The tokens that the authorization endpoint answers with itself, beside the code if there is one (OpenID Connect Core
     * 1.0, sections 3.2.2.5 and 3.3.2.5).
     *
     * @return the parameters of the authorization response
     */
    public Map<String, String> inFront(Admitted admitted, ResponseType type, Optional<OpaqueToken> code) {
        Map<String, String> parameters = new LinkedHashMap<>();
        code.ifPresent(value -> parameters.put("code", value.reveal()));
        if (type.token()) {
            accessTokenInFront(admitted, parameters);
        }
        if (type.idToken()) {
            User user = admitted.grant().subject().orElseThrow();
            // without an access token there is no userinfo to ask (section 5.4)
            Set<String> claims = type.token() || type.code() ? Set.of() : scopes.claimsOf(admitted.scope());
            IdTokens.Beside beside = new IdTokens.Beside(
                    admitted.nonce(), Optional.ofNullable(parameters.get("access_token")), code, claims);
            parameters.put("id_token", idTokens.issue(admitted.grant(), user, beside));
        }
        return parameters;
    }

    private void accessTokenInFront(Admitted admitted, Map<String, String> parameters) {
        AccessTokenFacts facts = facts(admitted);
        parameters.put("access_token", format(admitted.grant()).issue(facts));
        parameters.put("token_type", facts.constraint().tokenType());
        parameters.put("expires_in", String.valueOf(facts.secondsToLive()));
        parameters.put("scope", facts.scope().toString());
    }

    private AccessTokenFacts facts(Admitted admitted) {
        Grant grant = admitted.grant();
        Instant now = clock.instant();
        List<ProtectedResource> recipients = resources.of(admitted.scope());
        Instant end = now.plus(lifetime.of(recipients));
        return new AccessTokenFacts(
                TokenId.of(grant.id, tokens),
                grant,
                admitted.scope(),
                audience(admitted.scope(), recipients),
                now,
                end.isBefore(grant.expiresAt) ? end : grant.expiresAt,
                admitted.constraint(),
                admitted.act());
    }

    /** The resources whose scopes were granted, and Limen itself for what its userinfo endpoint answers. */
    private List<String> audience(Scope scope, List<ProtectedResource> recipients) {
        List<String> audience = new ArrayList<>();
        recipients.forEach(resource -> audience.add(resource.identifier));
        if (audience.isEmpty() || scope.contains(Scope.OPENID)) {
            audience.add(issuer.value());
        }
        return List.copyOf(audience);
    }

    private Optional<String> idToken(Admitted admitted, String accessToken) {
        return admitted.grant()
                .subject()
                .filter(user -> admitted.scope().contains(Scope.OPENID))
                .map(user -> idTokens.issue(
                        admitted.grant(), user, IdTokens.Beside.accessToken(admitted.nonce(), accessToken)));
    }

    private AccessTokenFormat format(Grant grant) {
        String name = grant.client.metadata.accessTokenFormat();
        return formats.find(name).orElseThrow(() -> new IllegalStateException("no access token format " + name));
    }
}
