package dev.limen.issuance;

import dev.limen.crypto.Tokens;
import dev.limen.grant.Grant;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Scope;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Issues the tokens of an admitted grant. */
@ApplicationScoped
public class Issuance {

    private final Clock clock;
    private final Tokens tokens;
    private final AccessTokenLifetime lifetime;
    private final IdTokens idTokens;
    private final ByName<AccessTokenFormat> formats;

    Issuance(
            Clock clock,
            Tokens tokens,
            AccessTokenLifetime lifetime,
            IdTokens idTokens,
            @All List<AccessTokenFormat> formats) {
        this.clock = clock;
        this.lifetime = lifetime;
        this.tokens = tokens;
        this.idTokens = idTokens;
        this.formats = new ByName<>(formats, AccessTokenFormat::name);
    }

    /** The answer to the token request. */
    public TokenResponse issue(Admitted admitted) {
        AccessTokenFacts facts = facts(admitted);
        String accessToken = accessToken(admitted, facts);
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
                admitted.act());
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
                .map(user -> idTokens.issue(admitted.grant(), user, admitted.nonce(), accessToken));
    }

    /** As the resources want it, or else as the client does. */
    private String accessToken(Admitted admitted, AccessTokenFacts facts) {
        ClientMetadata client = admitted.grant().client.metadata;
        String format = admitted.target().format().orElse(client.accessTokenFormat());
        String algorithm = admitted.target().algorithm().orElse(client.accessTokenSignedResponseAlg());
        return formats.find(format)
                .orElseThrow(() -> new IllegalStateException("no access token format " + format))
                .issue(facts, SigningAlgorithm.of(algorithm).orElseThrow());
    }
}
