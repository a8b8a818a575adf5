package dev.limen.ciba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.client.Clients;
import dev.limen.protocol.ClientMetadata;
import dev.limen.support.Backchannel;
import dev.limen.support.ClientAssertion;
import dev.limen.support.DpopKey;
import dev.limen.support.Fapi2;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.SigningClient;
import dev.limen.support.UserAgent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** FAPI-CIBA, section 5.2.2: what the profile wants beyond CIBA, by a client that keeps to all of it. */
@QuarkusTest
@TestProfile(Fapi2.class)
class FapiCibaTest {

    private static final URI PROVIDER = Provider.uri();
    private static final String ID = "fapi-ciba";

    @Inject
    Clients clients;

    private SigningClient client;

    @BeforeEach
    void register() {
        Map<String, Object> members = new HashMap<>();
        members.put("grant_types", List.of(ClientMetadata.CIBA));
        members.put("token_endpoint_auth_method", "private_key_jwt");
        members.put("token_endpoint_auth_signing_alg", "ES256");
        members.put("backchannel_token_delivery_mode", "poll");
        members.put("id_token_signed_response_alg", "ES256");
        members.put("access_token_signed_response_alg", "ES256");
        members.put("introspection_signed_response_alg", "ES256");
        members.put("authorization_signed_response_alg", "ES256");
        members.put("dpop_bound_access_tokens", true);
        client = new SigningClient(clients).register(ID, members);
    }

    private Map<String, String> authenticated(Map<String, String> form) {
        Map<String, String> all = new HashMap<>(form);
        all.put("client_assertion_type", ClientAssertion.TYPE);
        all.put(
                "client_assertion",
                client.signed(ClientAssertion.of(ID, PROVIDER)
                        .header("kid", client.pair().kid())));
        return all;
    }

    private Response ask(Map<String, String> form) {
        return RestAssured.given().formParams(authenticated(form)).post(PROVIDER.resolve("/bc-authorize"));
    }

    private Response ask(ClientAssertion request) {
        return ask(Map.of("request", client.signed(request)));
    }

    @Test
    void fromTheSignedRequestToTokensThatAreBoundToAKey() {
        String id = ask(SignedRequestTest.request(ID, client))
                .then()
                .statusCode(200)
                .extract()
                .path("auth_req_id");
        Backchannel.allow(new UserAgent(PROVIDER), People.ALICE);
        DpopKey key = DpopKey.generate();
        URI token = PROVIDER.resolve("/token");
        Map<String, String> redemption = Map.of("grant_type", ClientMetadata.CIBA, "auth_req_id", id);
        RestAssured.given()
                .formParams(authenticated(redemption))
                .post(token)
                .then()
                .statusCode(400);
        RestAssured.given()
                .formParams(authenticated(redemption))
                .header("DPoP", key.proof("POST", token).jwt())
                .post(token)
                .then()
                .statusCode(200)
                .body("token_type", equalTo("DPoP"));
    }

    @Test
    void anUnsignedRequestIsRefusedWhateverTheClientRegistered() {
        ask(Map.of("scope", "openid", "login_hint", "alice", "binding_message", "W4SCT"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void aRequestThatThePersonCannotTellFromAnotherIsRefused() {
        ask(SignedRequestTest.request(ID, client).without("binding_message"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_binding_message"));
    }

    @Test
    void tokensAreNeverPushed() {
        List<String> modes = RestAssured.given()
                .get(PROVIDER.resolve("/.well-known/openid-configuration"))
                .path("backchannel_token_delivery_modes_supported");
        assertThat(modes).doesNotContain("push");
    }
}
