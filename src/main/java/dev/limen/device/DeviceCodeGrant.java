package dev.limen.device;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.Client;
import dev.limen.grant.DeviceCode;
import dev.limen.grant.DeviceCodes;
import dev.limen.grant.Grant;
import dev.limen.grant.Grants;
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
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** The device_code grant (RFC 8628, sections 3.4 and 3.5): a device asks until the person has decided. */
@ApplicationScoped
class DeviceCodeGrant implements GrantType {

    private static final String CLAUSE = "RFC 8628, section 3.5";
    private static final OAuthError NOT_GOOD = new OAuthError(
            ErrorCode.INVALID_GRANT, "the device code is unknown, used, or another client's", "RFC 6749, section 5.2");
    private static final OAuthError EXPIRED =
            new OAuthError(ErrorCode.EXPIRED_TOKEN, "the device code has expired: ask for a new one", CLAUSE);
    private static final OAuthError DENIED = new OAuthError(ErrorCode.ACCESS_DENIED, "the person refused", CLAUSE);
    private static final OAuthError PENDING =
            new OAuthError(ErrorCode.AUTHORIZATION_PENDING, "the person has not decided yet", CLAUSE);
    private static final OAuthError TOO_FAST =
            new OAuthError(ErrorCode.SLOW_DOWN, "wait five seconds longer between polls from now on", CLAUSE);

    private final Clock clock;
    private final DeviceCodes deviceCodes;
    private final Grants grants;
    private final Narrowing narrowing;
    private final RefreshLifetime lifetime;
    private final DeviceSwitch deviceSwitch;
    private final Audit audit;

    DeviceCodeGrant(
            Clock clock,
            DeviceCodes deviceCodes,
            Grants grants,
            Narrowing narrowing,
            RefreshLifetime lifetime,
            DeviceSwitch deviceSwitch,
            Audit audit) {
        this.clock = clock;
        this.deviceCodes = deviceCodes;
        this.grants = grants;
        this.narrowing = narrowing;
        this.lifetime = lifetime;
        this.deviceSwitch = deviceSwitch;
        this.audit = audit;
    }

    @Override
    public String name() {
        return ClientMetadata.DEVICE_CODE;
    }

    @Override
    public boolean enabled() {
        return deviceSwitch.on();
    }

    @Override
    public Redemption redeem(TokenRequest request) {
        Client client = request.client();
        DeviceCode code = find(request.parameters().require("device_code", "RFC 8628, section 3.4"), client);
        if (code.consumedAt != null) {
            throw replayed(code, client);
        }
        if (!code.expiresAt.isAfter(clock.instant())) {
            throw new OAuthException(EXPIRED);
        }
        if (code.deniedAt != null) {
            throw new OAuthException(DENIED);
        }
        if (code.grant == null) {
            throw new OAuthException(deviceCodes.pollsTooFast(code) ? TOO_FAST : PENDING);
        }
        Redemption redemption = Redemption.of(code.grant, code.grant.grantedScope());
        narrowing.of(request, redemption);
        if (!deviceCodes.consume(code)) {
            throw replayed(code, client);
        }
        return redemption.withRefreshToken(refreshToken(code.grant, request));
    }

    private DeviceCode find(String presented, Client client) {
        return OpaqueToken.parse(presented)
                .flatMap(deviceCodes::find)
                .filter(code -> code.client.id.equals(client.id))
                .orElseThrow(() -> new OAuthException(NOT_GOOD, "unknown, or another client's"));
    }

    /** As for authorization codes (RFC 6749, section 4.1.2): a second use ends what the first one gave. */
    private OAuthException replayed(DeviceCode code, Client client) {
        grants.revoke(code.grant.id, "device code replayed");
        audit.record(new AuditEvent.CodeReplayed(
                client.clientId, code.grant.subject().map(user -> user.sub)));
        return new OAuthException(NOT_GOOD, "used before: its grant is revoked");
    }

    private Optional<OpaqueToken> refreshToken(Grant grant, TokenRequest request) {
        return request.client().metadata.allows(ClientMetadata.REFRESH_TOKEN)
                ? Optional.of(grants.firstRefreshToken(grant, request.refreshTokenBinding(), lifetime.end(grant)))
                : Optional.empty();
    }
}
