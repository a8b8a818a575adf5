package dev.limen.issuance;

import dev.limen.config.Profiles;
import dev.limen.crypto.Tokens;
import dev.limen.grant.Grant;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.json.StrictJson;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.ResponseType;
import dev.limen.protocol.Scope;
import dev.limen.resource.Scopes;
import dev.limen.user.User;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Issues the tokens of an admitted grant. */
@ApplicationScoped
public class Issuance {

    private final Clock clock;
    private final Tokens tokens;
    private final Scopes scopes;
    private final Profiles profiles;
    private final AccessTokenLifetime lifetime;
    private final IdTokens idTokens;
    private final AccessTokenSizes sizes;
    private final StrictJson json;
    private final ByName<AccessTokenFormat> formats;

    Issuance(
            Clock clock,
            Tokens tokens,
            Scopes scopes,
            Profiles profiles,
            AccessTokenLifetime lifetime,
            IdTokens idTokens,
            AccessTokenSizes sizes,
            StrictJson json,
            @All List<AccessTokenFormat> formats) {
        this.clock = clock;
        this.tokens = tokens;
        this.scopes = scopes;
        this.profiles = profiles;
        this.lifetime = lifetime;
        this.idTokens = idTokens;
        this.sizes = sizes;
        this.json = json;
        this.formats = new ByName<>(formats, AccessTokenFormat::name);
    }

    /** The answer to the token request. */
    public TokenResponse issue(Admitted admitted) {
        AccessTokenFacts facts = facts(admitted);
        String accessToken = accessToken(admitted, facts);
        sizes.record(accessToken, facts.grant().client.clientId);
        return new TokenResponse(
                accessToken,
                facts.constraint().tokenType(),
                facts.secondsToLive(),
                admitted.scope().toString(),
                admitted.refreshToken().map(OpaqueToken::reveal),
                idToken(admitted, accessToken),
                admitted.exchanged().map(Redemption.Exchanged::issuedTokenType),
                facts.details());
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
        String accessToken = accessToken(admitted, facts);
        sizes.record(accessToken, facts.grant().client.clientId);
        parameters.put("access_token", accessToken);
        parameters.put("token_type", facts.constraint().tokenType());
        parameters.put("expires_in", String.valueOf(facts.secondsToLive()));
        if (!facts.scope().isEmpty()) {
            parameters.put("scope", facts.scope().toString());
        }
        if (!facts.details().isEmpty()) {
            parameters.put(AuthorizationDetails.NAME, json.write(facts.details().objects()));
        }
    }

    private AccessTokenFacts facts(Admitted admitted) {
        Grant grant = admitted.grant();
        Instant now = clock.instant();
        Instant end = earliest(
                now.plus(lifetime.of(admitted.target())),
                grant.expiresAt,
                admitted.exchanged().map(Redemption.Exchanged::end).orElse(Instant.MAX));
        return new AccessTokenFacts(
                TokenId.of(grant.id, tokens),
                grant,
                admitted.scope(),
                admitted.target().audience(),
                now,
                end,
                admitted.constraint(),
                admitted.act(),
                admitted.target().details());
    }

    private static Instant earliest(Instant... instants) {
        return Collections.min(List.of(instants));
    }

    /** Where a person signed in here for this client: who exchanges a token or shows an assertion saw nobody sign in. */
    private Optional<String> idToken(Admitted admitted, String accessToken) {
        return admitted.grant()
                .subject()
                .filter(user -> admitted.scope().contains(Scope.OPENID))
                .filter(user -> admitted.exchanged().isEmpty() && admitted.grant().authTime != null)
                .map(user -> idTokens.issue(
                        admitted.grant(), user, IdTokens.Beside.accessToken(admitted.nonce(), accessToken)));
    }

    /** As the resources want it, or else as the client does. */
    private String accessToken(Admitted admitted, AccessTokenFacts facts) {
        ClientMetadata client = admitted.grant().client.metadata;
        String format = admitted.target().format().orElse(client.accessTokenFormat());
        String wanted = admitted.target().algorithm().orElse(client.accessTokenSignedResponseAlg());
        String algorithm = profiles.required(client).signing(wanted);
        return formats.find(format)
                .orElseThrow(() -> new IllegalStateException("no access token format " + format))
                .issue(facts, SigningAlgorithm.of(algorithm).orElseThrow());
    }
}
