package dev.limen.issuance;

import dev.limen.client.Client;
import dev.limen.grant.AccessToken;
import dev.limen.grant.Grant;
import dev.limen.grant.Grants;
import dev.limen.grant.RefreshToken;
import dev.limen.protocol.OpaqueToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Ends a token at the wish of the client that holds it (RFC 7009, section 2.1). A refresh token takes its grant along,
 * and so every access token of it; an access token ends alone.
 */
@ApplicationScoped
public class TokenRevocation {

    private static final String REASON = "revoked by the client";

    private final Grants grants;
    private final OwnTokens ownTokens;
    private final TokenStatus status;

    TokenRevocation(Grants grants, OwnTokens ownTokens, TokenStatus status) {
        this.grants = grants;
        this.ownTokens = ownTokens;
        this.status = status;
    }

    /**
     * What was ended.
     *
     * @param tokenType a value of RFC 7009, section 4.1.2
     */
    public record Ended(Grant grant, String tokenType) {}

    /**
     * Ends this token, whatever its form. Runs in the caller's transaction.
     *
     * @return what was ended; nothing for a token that is unknown, over by itself, or another client's
     */
    public Optional<Ended> revoke(String presented, Client client) {
        return OpaqueToken.parse(presented).map(token -> opaque(token, client)).orElseGet(() -> jwt(presented, client));
    }

    private Optional<Ended> opaque(OpaqueToken token, Client client) {
        Optional<RefreshToken> refreshToken = grants.refreshToken(token).filter(t -> owns(client, t.grant));
        if (refreshToken.isPresent()) {
            // one that was used up ends the grant too: whoever presents it means the family
            Grant grant = refreshToken.get().grant;
            grants.revoke(grant.id, REASON);
            return Optional.of(new Ended(grant, "refresh_token"));
        }
        Optional<AccessToken> accessToken = grants.accessToken(token).filter(t -> owns(client, t.grant));
        accessToken.ifPresent(grants::revoke);
        return accessToken.map(t -> new Ended(t.grant, "access_token"));
    }

    private Optional<Ended> jwt(String presented, Client client) {
        Optional<Map<String, Object>> claims = ownTokens.accessToken(presented);
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        String jti = claims.get().getOrDefault("jti", "").toString();
        Optional<Grant> grant =
                TokenId.grant(jti).flatMap(id -> grants.ofJwt(id, jti)).filter(g -> owns(client, g));
        grant.ifPresent(g -> {
            grants.revokeJwt(jti, end(claims.get()));
            status.revoke(claims.get(), end(claims.get()));
        });
        return grant.map(g -> new Ended(g, "access_token"));
    }

    private static Instant end(Map<String, Object> claims) {
        return Instant.ofEpochSecond(((Number) claims.get("exp")).longValue());
    }

    private static boolean owns(Client client, Grant grant) {
        return grant.client.id.equals(client.id);
    }
}
