package dev.limen.token;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.Client;
import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.config.LimenConfig;
import dev.limen.grant.Grant;
import dev.limen.grant.Grants;
import dev.limen.issuance.GrantType;
import dev.limen.issuance.Redemption;
import dev.limen.issuance.RefreshLifetime;
import dev.limen.issuance.TokenRequest;
import dev.limen.protocol.AcrLevels;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.Scope;
import dev.limen.protocol.Secret;
import dev.limen.resource.Levels;
import dev.limen.session.ProvedAccount;
import dev.limen.user.SignIn;
import dev.limen.user.Source;
import dev.limen.user.User;
import dev.limen.user.Users;
import dev.limen.web.ClientAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The password grant (RFC 6749, section 4.3), for older software alone: off unless {@code limen.features.legacy-password}
 * is on. It passes the same throttle as the sign-in page.
 */
@ApplicationScoped
class PasswordGrant implements GrantType {

    private static final String CLAUSE = "RFC 6749, section 4.3";

    /** RFC 8176, section 2. */
    private static final List<String> AMR = List.of("pwd");

    private static final OAuthError WRONG = new OAuthError(
            ErrorCode.INVALID_GRANT, "the username or the password is not correct", "RFC 6749, section 5.2");
    private static final OAuthError TOO_MANY = new OAuthError(
            ErrorCode.INVALID_GRANT,
            "too many failed attempts: nothing was compared, try again later",
            "RFC 6749, section 4.3.2");
    private static final OAuthError BUSY = new OAuthError(
            ErrorCode.TEMPORARILY_UNAVAILABLE, "too many passwords are being checked, try again", CLAUSE);

    private final Features features;
    private final Users users;
    private final ProvedAccount accounts;
    private final Grants grants;
    private final RefreshLifetime refreshLifetime;
    private final Levels levels;
    private final Duration longest;
    private final ClientAddress address;
    private final Clock clock;
    private final Audit audit;

    PasswordGrant(
            Features features,
            Users users,
            ProvedAccount accounts,
            Grants grants,
            RefreshLifetime refreshLifetime,
            Levels levels,
            LimenConfig config,
            ClientAddress address,
            Clock clock,
            Audit audit) {
        this.features = features;
        this.users = users;
        this.accounts = accounts;
        this.grants = grants;
        this.refreshLifetime = refreshLifetime;
        this.levels = levels;
        this.longest = config.tokens().refreshLifetime();
        this.address = address;
        this.clock = clock;
        this.audit = audit;
    }

    @Override
    public String name() {
        return ClientMetadata.PASSWORD;
    }

    @Override
    public boolean enabled() {
        return features.enabled(Feature.LEGACY_PASSWORD);
    }

    /** Compares the password now, while no connection to the database is held for it. */
    @Override
    public Redeemer prepare(Parameters form) {
        Optional<String> username = form.first("username");
        Optional<String> password = form.first("password");
        if (username.isEmpty() || password.isEmpty()) {
            return this::redeem;
        }
        SignIn outcome = users.verify(
                username.get(), Secret.of(password.get()), new Source(address.current(), Optional.empty()));
        enter(form.first("client_id"), outcome);
        return request -> redeem(request, outcome);
    }

    /** At once, as a guess counts whether or not the client then proves who it is. */
    private void enter(Optional<String> clientId, SignIn outcome) {
        switch (outcome) {
            case SignIn.Welcome welcome -> {} // the issued tokens say it
            case SignIn.Refused refused ->
                audit.record(new AuditEvent.SignInRefused(
                        clientId, refused.sub(), refused.reason().wire()));
            case SignIn.Throttled throttled ->
                audit.record(new AuditEvent.SignInDelayed(clientId, "throttled", throttled.retryAfter()));
            case SignIn.Busy busy -> audit.record(new AuditEvent.SignInDelayed(clientId, "busy", busy.retryAfter()));
        }
    }

    /** Only for a request that lacks one of the two. */
    @Override
    public Redemption redeem(TokenRequest request) {
        request.parameters().require("username", CLAUSE);
        request.parameters().require("password", CLAUSE);
        throw new IllegalStateException("the password was not compared beforehand");
    }

    private Redemption redeem(TokenRequest request, SignIn outcome) {
        Client client = request.client();
        Scope granted = client.metadata.scope();
        Scope asked = request.parameters().get("scope").map(Scope::parse).orElse(granted);
        if (!granted.containsAll(asked)) {
            throw new OAuthException(
                    ErrorCode.INVALID_SCOPE,
                    "the scope exceeds what the client is registered for",
                    "RFC 6749, section 3.3");
        }
        Grant grant = grants.open(grant(client, welcome(outcome), asked));
        return Redemption.of(grant, grant.grantedScope()).withRefreshToken(refreshToken(grant, request));
    }

    private User welcome(SignIn outcome) {
        return switch (outcome) {
            case SignIn.Welcome welcome -> {
                accounts.refuseChanged(welcome.user());
                yield welcome.user();
            }
            case SignIn.Refused refused -> throw new OAuthException(WRONG);
            case SignIn.Throttled throttled -> throw new OAuthException(TOO_MANY);
            case SignIn.Busy busy -> throw new OAuthException(BUSY);
        };
    }

    /** There is no session that it could end with, so it lives as long as its refresh tokens may. */
    private Grant grant(Client client, User user, Scope scope) {
        Grant grant = new Grant();
        grant.client = client;
        grant.user = user;
        grant.scope = scope.toString();
        grant.authTime = clock.instant();
        grant.amr = AMR;
        grant.acr = acr(client, grant.authTime);
        grant.offline = true;
        grant.expiresAt = clock.instant().plus(longest);
        return grant;
    }

    private String acr(Client client, Instant authTime) {
        AcrLevels all = levels.now();
        return all.said(all.reached(AMR, authTime, authTime), client.metadata.defaultAcrValues())
                .orElse(null);
    }

    private Optional<OpaqueToken> refreshToken(Grant grant, TokenRequest request) {
        return grant.client.metadata.allows(ClientMetadata.REFRESH_TOKEN)
                ? Optional.of(
                        grants.firstRefreshToken(grant, request.refreshTokenBinding(), refreshLifetime.end(grant)))
                : Optional.empty();
    }
}
