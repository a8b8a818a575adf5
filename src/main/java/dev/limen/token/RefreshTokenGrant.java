package dev.limen.token;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.Client;
import dev.limen.config.LimenConfig;
import dev.limen.config.Profiles;
import dev.limen.grant.Grants;
import dev.limen.grant.RefreshToken;
import dev.limen.issuance.GrantType;
import dev.limen.issuance.Narrowing;
import dev.limen.issuance.Redemption;
import dev.limen.issuance.RefreshLifetime;
import dev.limen.issuance.TokenRequest;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.Requirement;
import dev.limen.protocol.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The refresh_token grant (RFC 6749, section 6) with rotation and reuse detection (RFC 9700, section 4.14.2). */
@ApplicationScoped
class RefreshTokenGrant implements GrantType {

    private static final OAuthError NOT_GOOD = new OAuthError(
            ErrorCode.INVALID_GRANT,
            "the refresh token is unknown, expired, used, revoked, or another client's",
            "RFC 6749, section 5.2");

    private final Clock clock;
    private final Grants grants;
    private final Narrowing narrowing;
    private final RefreshLifetime lifetime;
    private final Duration grace;
    private final Profiles profiles;
    private final Audit audit;

    RefreshTokenGrant(
            Clock clock,
            Grants grants,
            Narrowing narrowing,
            RefreshLifetime lifetime,
            LimenConfig config,
            Profiles profiles,
            Audit audit) {
        this.clock = clock;
        this.grants = grants;
        this.narrowing = narrowing;
        this.lifetime = lifetime;
        this.grace = config.tokens().refreshGrace();
        this.profiles = profiles;
        this.audit = audit;
    }

    @Override
    public String name() {
        return ClientMetadata.REFRESH_TOKEN;
    }

    @Override
    public Redemption redeem(TokenRequest request) {
        Parameters parameters = request.parameters();
        OpaqueToken value = OpaqueToken.parse(parameters.require("refresh_token", "RFC 6749, section 6"))
                .orElseThrow(() -> new OAuthException(NOT_GOOD, "malformed"));
        RefreshToken token = grants.refreshToken(value)
                .filter(found -> found.grant.client.id.equals(request.client().id))
                .orElseThrow(() -> new OAuthException(NOT_GOOD, "unknown, or another client's"));
        request.requireProven(token.boundTo());
        Scope granted = token.grant.grantedScope();
        Scope scope = parameters.get("scope").map(Scope::parse).orElse(granted);
        Redemption redemption = Redemption.of(token.grant, granted).withScope(scope);
        narrowing.of(request, redemption);
        return redemption
                .withRefreshToken(Optional.of(next(token, value, request)))
                .boundTo(token.boundTo());
    }

    /** The same token where the profile wants that; one that was used up before it did is treated as it was then. */
    private OpaqueToken next(RefreshToken token, OpaqueToken value, TokenRequest request) {
        boolean steady = profiles.required(request.client().metadata).demand(Requirement.STEADY_REFRESH_TOKENS);
        if (!steady || token.consumedAt != null) {
            return successor(token, value, request);
        }
        if (!grants.prolong(token, lifetime.end(token.grant))) {
            throw new OAuthException(NOT_GOOD, "expired");
        }
        return value;
    }

    private OpaqueToken successor(RefreshToken token, OpaqueToken value, TokenRequest request) {
        Instant now = clock.instant();
        if (token.consumedAt == null && !token.expiresAt.isAfter(now)) {
            throw new OAuthException(NOT_GOOD, "expired");
        }
        if (token.consumedAt == null) {
            Optional<OpaqueToken> next =
                    grants.rotate(token, value, request.refreshTokenBinding(), lifetime.end(token.grant));
            if (next.isPresent()) {
                return next.get();
            }
        }
        return retry(value).orElseThrow(() -> replayed(token, request.client()));
    }

    /** The same successor again, for a client that lost the answer; only shortly, and while that one is unused. */
    private Optional<OpaqueToken> retry(OpaqueToken value) {
        if (grace.isZero() || !grants.usedSince(value, clock.instant().minus(grace))) {
            return Optional.empty();
        }
        return grants.unusedSuccessor(value);
    }

    /** RFC 9700, section 4.14.2: two hold the token, and nobody knows which of them is the client. */
    private OAuthException replayed(RefreshToken token, Client client) {
        grants.revoke(token.grant.id, "refresh token replayed");
        audit.record(new AuditEvent.RefreshReplayed(
                client.clientId, token.grant.subject().map(user -> user.sub)));
        return new OAuthException(NOT_GOOD, "used before: its grant is revoked");
    }
}
