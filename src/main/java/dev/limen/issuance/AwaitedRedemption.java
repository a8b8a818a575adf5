package dev.limen.issuance;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.Client;
import dev.limen.grant.Awaited;
import dev.limen.grant.Decisions;
import dev.limen.grant.Grant;
import dev.limen.grant.Grants;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.OpaqueToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/**
 * The rules of a grant that a client polls for until a person has decided elsewhere (RFC 8628, section 3.5; CIBA, section
 * 11), in one place for every grant type of this kind.
 */
@ApplicationScoped
public class AwaitedRedemption {

    private final Clock clock;
    private final Decisions decisions;
    private final Grants grants;
    private final Narrowing narrowing;
    private final RefreshLifetime lifetime;
    private final Audit audit;

    AwaitedRedemption(
            Clock clock,
            Decisions decisions,
            Grants grants,
            Narrowing narrowing,
            RefreshLifetime lifetime,
            Audit audit) {
        this.clock = clock;
        this.decisions = decisions;
        this.grants = grants;
        this.narrowing = narrowing;
        this.lifetime = lifetime;
        this.audit = audit;
    }

    /**
     * The refusals of one grant type, in its own words.
     *
     * @param notGood {@code invalid_grant}
     * @param expired {@code expired_token}
     * @param denied {@code access_denied}
     * @param pending {@code authorization_pending}
     * @param tooFast {@code slow_down}
     */
    public record Refusals(
            OAuthError notGood, OAuthError expired, OAuthError denied, OAuthError pending, OAuthError tooFast) {}

    /**
     * Redeems what the request presents, once.
     *
     * @param found what was found for it, whoever's it is
     * @throws OAuthException one of the refusals, or what {@link Narrowing} has against the request
     */
    public Redemption redeem(TokenRequest request, Optional<? extends Awaited> found, Refusals refusals) {
        Client client = request.client();
        Awaited awaited = found.filter(each -> each.client.id.equals(client.id))
                .orElseThrow(() -> new OAuthException(refusals.notGood(), "unknown, or another client's"));
        if (awaited.consumedAt != null) {
            throw replayed(awaited, client, refusals);
        }
        if (!awaited.expiresAt.isAfter(clock.instant())) {
            throw new OAuthException(refusals.expired());
        }
        if (awaited.deniedAt != null) {
            throw new OAuthException(refusals.denied());
        }
        if (awaited.grant == null) {
            throw new OAuthException(decisions.pollsTooFast(awaited) ? refusals.tooFast() : refusals.pending());
        }
        Redemption redemption = Redemption.of(awaited.grant, awaited.grant.grantedScope());
        narrowing.of(request, redemption);
        if (!decisions.consume(awaited)) {
            throw replayed(awaited, client, refusals);
        }
        return redemption.withRefreshToken(refreshToken(awaited.grant, request));
    }

    /** As for authorization codes (RFC 6749, section 4.1.2): a second use ends what the first one gave. */
    private OAuthException replayed(Awaited awaited, Client client, Refusals refusals) {
        grants.revoke(awaited.grant.id, "replayed");
        audit.record(new AuditEvent.CodeReplayed(
                client.clientId, awaited.grant.subject().map(user -> user.sub)));
        return new OAuthException(refusals.notGood(), "used before: its grant is revoked");
    }

    private Optional<OpaqueToken> refreshToken(Grant grant, TokenRequest request) {
        return request.client().metadata.allows(ClientMetadata.REFRESH_TOKEN)
                ? Optional.of(grants.firstRefreshToken(grant, request.refreshTokenBinding(), lifetime.end(grant)))
                : Optional.empty();
    }
}
