package dev.limen.issuance;

import dev.limen.config.Issuer;
import dev.limen.crypto.Tokens;
import dev.limen.grant.Grant;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Scope;
import dev.limen.resource.ProtectedResource;
import dev.limen.resource.Resources;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Issues the tokens of an admitted grant. */
@ApplicationScoped
public class Issuance {

    private final Clock clock;
    private final Issuer issuer;
    private final Tokens tokens;
    private final Resources resources;
    private final AccessTokenLifetime lifetime;
    private final IdTokens idTokens;
    private final ByName<AccessTokenFormat> formats;

    Issuance(
            Clock clock,
            Issuer issuer,
            Tokens tokens,
            Resources resources,
            AccessTokenLifetime lifetime,
            IdTokens idTokens,
            @All List<AccessTokenFormat> formats) {
        this.clock = clock;
        this.issuer = issuer;
        this.lifetime = lifetime;
        this.tokens = tokens;
        this.resources = resources;
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
                Duration.between(facts.issuedAt(), facts.expiresAt()).toSeconds(),
                admitted.scope().toString(),
                admitted.refreshToken().map(OpaqueToken::reveal),
                idToken(admitted, accessToken),
                admitted.exchanged().map(Redemption.Exchanged::issuedTokenType));
    }

    private AccessTokenFacts facts(Admitted admitted) {
        Grant grant = admitted.grant();
        Instant now = clock.instant();
        List<ProtectedResource> recipients = resources.of(admitted.scope());
        Instant end = earliest(
                now.plus(lifetime.of(recipients)),
                grant.expiresAt,
                admitted.exchanged().map(Redemption.Exchanged::end).orElse(Instant.MAX));
        return new AccessTokenFacts(
                TokenId.of(grant.id, tokens),
                grant,
                admitted.scope(),
                audience(admitted.scope(), recipients),
                now,
                end,
                admitted.constraint(),
                admitted.act());
    }

    private static Instant earliest(Instant... instants) {
        return Collections.min(List.of(instants));
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

    /** Where a person signed in here for this client: who exchanges a token or shows an assertion saw nobody sign in. */
    private Optional<String> idToken(Admitted admitted, String accessToken) {
        return admitted.grant()
                .subject()
                .filter(user -> admitted.scope().contains(Scope.OPENID))
                .filter(user -> admitted.exchanged().isEmpty() && admitted.grant().authTime != null)
                .map(user -> idTokens.issue(admitted.grant(), user, admitted.nonce(), accessToken));
    }

    private AccessTokenFormat format(Grant grant) {
        String name = grant.client.metadata.accessTokenFormat();
        return formats.find(name).orElseThrow(() -> new IllegalStateException("no access token format " + name));
    }
}
