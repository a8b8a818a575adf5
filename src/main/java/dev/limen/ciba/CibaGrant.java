package dev.limen.ciba;

import dev.limen.grant.BackchannelRequests;
import dev.limen.issuance.AwaitedRedemption;
import dev.limen.issuance.GrantType;
import dev.limen.issuance.Redemption;
import dev.limen.issuance.TokenRequest;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OpaqueToken;
import jakarta.enterprise.context.ApplicationScoped;

/** The CIBA grant (CIBA, sections 10.1 and 11): a client asks until the person has decided, or when it is told so. */
@ApplicationScoped
class CibaGrant implements GrantType {

    private static final String CLAUSE = "CIBA, section 11";
    private static final AwaitedRedemption.Refusals REFUSALS = new AwaitedRedemption.Refusals(
            new OAuthError(ErrorCode.INVALID_GRANT, "the auth_req_id is unknown, used, or another client's", CLAUSE),
            new OAuthError(ErrorCode.EXPIRED_TOKEN, "the auth_req_id has expired: make a new request", CLAUSE),
            new OAuthError(ErrorCode.ACCESS_DENIED, "the person refused", CLAUSE),
            new OAuthError(ErrorCode.AUTHORIZATION_PENDING, "the person has not decided yet", CLAUSE),
            new OAuthError(ErrorCode.SLOW_DOWN, "wait five seconds longer between polls from now on", CLAUSE));

    private final BackchannelRequests requests;
    private final AwaitedRedemption redemption;
    private final CibaSwitch cibaSwitch;

    CibaGrant(BackchannelRequests requests, AwaitedRedemption redemption, CibaSwitch cibaSwitch) {
        this.requests = requests;
        this.redemption = redemption;
        this.cibaSwitch = cibaSwitch;
    }

    @Override
    public String name() {
        return ClientMetadata.CIBA;
    }

    @Override
    public boolean enabled() {
        return cibaSwitch.on();
    }

    @Override
    public Redemption redeem(TokenRequest request) {
        String presented = request.parameters().require("auth_req_id", "CIBA, section 10.1");
        return redemption.redeem(request, OpaqueToken.parse(presented).flatMap(requests::find), REFUSALS);
    }
}
