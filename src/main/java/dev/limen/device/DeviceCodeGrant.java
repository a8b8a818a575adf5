package dev.limen.device;

import dev.limen.grant.DeviceCodes;
import dev.limen.issuance.AwaitedRedemption;
import dev.limen.issuance.GrantType;
import dev.limen.issuance.Redemption;
import dev.limen.issuance.TokenRequest;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OpaqueToken;
import jakarta.enterprise.context.ApplicationScoped;

/** The device_code grant (RFC 8628, sections 3.4 and 3.5): a device asks until the person has decided. */
@ApplicationScoped
class DeviceCodeGrant implements GrantType {

    private static final String CLAUSE = "RFC 8628, section 3.5";
    private static final AwaitedRedemption.Refusals REFUSALS = new AwaitedRedemption.Refusals(
            new OAuthError(
                    ErrorCode.INVALID_GRANT,
                    "the device code is unknown, used, or another client's",
                    "RFC 6749, section 5.2"),
            new OAuthError(ErrorCode.EXPIRED_TOKEN, "the device code has expired: ask for a new one", CLAUSE),
            new OAuthError(ErrorCode.ACCESS_DENIED, "the person refused", CLAUSE),
            new OAuthError(ErrorCode.AUTHORIZATION_PENDING, "the person has not decided yet", CLAUSE),
            new OAuthError(ErrorCode.SLOW_DOWN, "wait five seconds longer between polls from now on", CLAUSE));

    private final DeviceCodes deviceCodes;
    private final AwaitedRedemption redemption;
    private final DeviceSwitch deviceSwitch;

    DeviceCodeGrant(DeviceCodes deviceCodes, AwaitedRedemption redemption, DeviceSwitch deviceSwitch) {
        this.deviceCodes = deviceCodes;
        this.redemption = redemption;
        this.deviceSwitch = deviceSwitch;
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
        String presented = request.parameters().require("device_code", "RFC 8628, section 3.4");
        return redemption.redeem(request, OpaqueToken.parse(presented).flatMap(deviceCodes::find), REFUSALS);
    }
}
