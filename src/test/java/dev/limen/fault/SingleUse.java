package dev.limen.fault;

import static io.restassured.RestAssured.given;

import dev.limen.protocol.ClientMetadata;
import dev.limen.support.ClientAssertion;
import dev.limen.support.Device;
import dev.limen.support.DpopKey;
import dev.limen.support.PartnerIssuer;
import dev.limen.support.People;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.Visitor;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** What may be used once, whichever node it comes to, and whenever. A refresh token is not among it: it has its grace. */
enum SingleUse {
    CODE(400, "invalid_grant") {
        @Override
        Presentation prepare(URI issuer) {
            Request request = RelyingParty.intranet(issuer).request("openid");
            Map<String, String> redemption = request.redemption(People.ALICE.authorize(new UserAgent(issuer), request));
            return node -> RelyingParty.intranet(node).token(redemption);
        }
    },
    DEVICE_CODE(400, "invalid_grant") {
        @Override
        Presentation prepare(URI issuer) {
            Device device = Device.begin(RelyingParty.kiosk(issuer), "openid");
            device.allow(new UserAgent(issuer), People.BOB);
            return node -> device.pollAs(RelyingParty.kiosk(node));
        }
    },
    JWT_BEARER_ASSERTION(400, "invalid_grant") {
        @Override
        Presentation prepare(URI issuer) {
            String assertion =
                    PartnerIssuer.sign(PartnerIssuer.claims(People.ALICE.sub(), issuer.toString(), Instant.now()));
            return node -> RelyingParty.partner(node)
                    .token(Map.of("grant_type", ClientMetadata.JWT_BEARER, "assertion", assertion));
        }
    },
    CLIENT_ASSERTION(401, "invalid_client") {
        @Override
        Presentation prepare(URI issuer) {
            String assertion = Realm.assertion(issuer);
            return node -> given().formParam("grant_type", "client_credentials")
                    .formParam("client_assertion_type", ClientAssertion.TYPE)
                    .formParam("client_assertion", assertion)
                    .post(node.resolve("/token"));
        }
    },
    DPOP_PROOF_AT_TOKEN(400, "invalid_dpop_proof") {
        @Override
        Presentation prepare(URI issuer) {
            String proof =
                    DpopKey.generate().proof("POST", issuer.resolve("/token")).jwt();
            return node -> RelyingParty.keyed(node).sending(proof).token(Map.of("grant_type", "client_credentials"));
        }
    },
    DPOP_PROOF_AT_USERINFO(401, "invalid_dpop_proof") {
        @Override
        Presentation prepare(URI issuer) {
            DpopKey key = DpopKey.generate();
            String token = new Visitor(issuer, People.ALICE)
                    .accessToken(RelyingParty.keyed(issuer).proving(key), "openid");
            String proof = key.forUserinfo(issuer, token);
            return node -> given().header("Authorization", "DPoP " + token)
                    .header("DPoP", proof)
                    .get(node.resolve("/userinfo"));
        }
    };

    private final int status;
    private final String error;

    SingleUse(int status, String error) {
        this.status = status;
        this.error = error;
    }

    /** One of them that is good, and can be presented to any node. */
    interface Presentation {
        Response to(URI node);
    }

    /** Gets one of the provider, or makes one for it. */
    abstract Presentation prepare(URI issuer);

    /** Whether this is the answer to a second use. */
    boolean refused(Response answer) {
        return answer.statusCode() == status && error.equals(answer.jsonPath().getString("error"));
    }
}
