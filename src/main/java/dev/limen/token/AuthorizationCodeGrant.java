package dev.limen.token;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.Client;
import dev.limen.grant.AuthorizationCode;
import dev.limen.grant.Grants;
import dev.limen.issuance.GrantType;
import dev.limen.issuance.Narrowing;
import dev.limen.issuance.Redemption;
import dev.limen.issuance.TokenRequest;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.CodeChallenge;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** The authorization_code grant (RFC 6749, section 4.1.3; RFC 7636, section 4.6). */
@ApplicationScoped
class AuthorizationCodeGrant implements GrantType {

    private static final OAuthError NOT_GOOD = new OAuthError(
            ErrorCode.INVALID_GRANT,
            "the code is unknown, expired, used, or another client's",
            "RFC 6749, section 5.2");
    private static final OAuthError OTHER_TARGET = new OAuthError(
            ErrorCode.INVALID_GRANT,
            "redirect_uri is not the one of the authorization request",
            "RFC 6749, section 4.1.3");
    private static final OAuthError NOT_PROVEN = new OAuthError(
            ErrorCode.INVALID_GRANT, "code_verifier does not fit the code_challenge", "RFC 7636, section 4.6");

    private final Clock clock;
    private final Grants grants;
    private final Narrowing narrowing;
    private final RefreshLifetime lifetime;
    private final Audit audit;

    AuthorizationCodeGrant(Clock clock, Grants grants, Narrowing narrowing, RefreshLifetime lifetime, Audit audit) {
        this.clock = clock;
        this.grants = grants;
        this.narrowing = narrowing;
        this.lifetime = lifetime;
        this.audit = audit;
    }

    @Override
    public String name() {
        return ClientMetadata.AUTHORIZATION_CODE;
    }

    @Override
    public Redemption redeem(TokenRequest request) {
        Parameters parameters = request.parameters();
        AuthorizationCode code = find(parameters.require("code", "RFC 6749, section 4.1.3"), request.client());
        refuseReplay(code, request.client());
        if (!code.expiresAt.isAfter(clock.instant())) {
            throw new OAuthException(NOT_GOOD, "expired");
        }
        refuseOtherTarget(code, parameters.get("redirect_uri"));
        refuseUnproven(code, parameters.get("code_verifier"));
        Redemption redemption = Redemption.of(code.grant, code.grant.grantedScope());
        narrowing.of(request, redemption);
        if (!grants.consume(code)) {
            throw replayed(code, request.client());
        }
        return redemption
                .withNonce(Optional.ofNullable(code.nonce))
                .withRefreshToken(refreshToken(code, request.client()));
    }

    private AuthorizationCode find(String presented, Client client) {
        return OpaqueToken.parse(presented)
                .flatMap(grants::code)
                .filter(code -> code.grant.client.id.equals(client.id))
                .orElseThrow(() -> new OAuthException(NOT_GOOD, "unknown, or another client's"));
    }

    private void refuseReplay(AuthorizationCode code, Client client) {
        if (code.consumedAt != null) {
            throw replayed(code, client);
        }
    }

    /** RFC 6749, section 4.1.2: a second use ends what the first one gave. */
    private OAuthException replayed(AuthorizationCode code, Client client) {
        grants.revoke(code.grant.id, "code replayed");
        audit.record(new AuditEvent.CodeReplayed(
                client.clientId, code.grant.subject().map(user -> user.sub)));
        return new OAuthException(NOT_GOOD, "used before: its grant is revoked");
    }

    /** RFC 6749, section 4.1.3: identical, and present if the authorization request had it. */
    private static void refuseOtherTarget(AuthorizationCode code, Optional<String> redirectUri) {
        boolean fits = redirectUri.map(code.redirectUri::equals).orElse(!code.redirectUriGiven);
        if (!fits) {
            throw new OAuthException(OTHER_TARGET);
        }
    }

    /** RFC 7636, section 4.6; and RFC 9700, section 4.8.2: no verifier where there was no challenge. */
    private static void refuseUnproven(AuthorizationCode code, Optional<String> verifier) {
        if (code.codeChallenge == null && verifier.isEmpty()) {
            return;
        }
        boolean proven = code.codeChallenge != null
                && verifier.map(new CodeChallenge(code.codeChallenge)::provenBy).orElse(false);
        if (!proven) {
            throw new OAuthException(NOT_PROVEN);
        }
    }

    private Optional<OpaqueToken> refreshToken(AuthorizationCode code, Client client) {
        return client.metadata.grantTypes().contains(ClientMetadata.REFRESH_TOKEN)
                ? Optional.of(grants.firstRefreshToken(code.grant, lifetime.end(code.grant)))
                : Optional.empty();
    }
}
