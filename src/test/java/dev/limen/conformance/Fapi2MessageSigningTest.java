package dev.limen.conformance;

import static dev.limen.conformance.Walk.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.support.ClientAssertion;
import dev.limen.support.FapiClient;
import dev.limen.support.Jwt;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FAPI 2.0 Message Signing: signed requests, responses and introspection answers, on top of the Security Profile. */
@QuarkusTest
@TestProfile(ConformanceSetup.class)
class Fapi2MessageSigningTest {

    private static final String JWT = "application/token-introspection+jwt";

    private final FapiClient client = FapiWalk.client("fapi2-message-signing", "client");
    private final UserAgent browser = new UserAgent(PROVIDER);

    /** Sections 5.3.1, 5.4.1 and 5.5.1. */
    @Test
    void theWholeWay() {
        Request request = request();
        Jwt answer = answer(request);
        assertThat(answer.header()).containsEntry("alg", "PS256");
        assertThat(answer.claims())
                .containsEntry("iss", PROVIDER.toString())
                .containsEntry("aud", client.clientId())
                .containsEntry("state", request.get("state"))
                .containsKeys("exp", "code");
        String token = client.redeem(
                        request, Map.of("code", (String) answer.claims().get("code")))
                .then()
                .statusCode(200)
                .body("token_type", equalTo("DPoP"))
                .extract()
                .path("access_token");
        Jwt introspected = Jwt.of(client.introspect(token, JWT)
                .then()
                .statusCode(200)
                .contentType(JWT)
                .extract()
                .asString());
        assertThat(introspected.header()).containsEntry("alg", "PS256").containsEntry("typ", "token-introspection+jwt");
        assertThat(introspected.claims().get("token_introspection"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("active", true);
    }

    /** Section 5.3.1, number 1. */
    @Test
    void aRequestThatIsNotSignedIsRefused() {
        client.push(request().parameters()).then().statusCode(400);
    }

    /** Section 5.3.1, numbers 2 to 4. */
    @ParameterizedTest
    @ValueSource(strings = {"aud", "nbf", "exp"})
    void aClaimThatIsMissingIsMissed(String claim) {
        push(client.requestObject(request().parameters()).without(claim))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request_object"));
    }

    @ParameterizedTest
    @CsvSource({"0, 3600, 201", "-3500, 60, 201", "-3700, 60, 400", "0, 3700, 400", "9, 300, 201", "65, 300, 400"})
    void aRequestObjectIsShortLived(int nbf, int exp, int status) {
        long now = Instant.now().getEpochSecond();
        push(client.requestObject(request().parameters())
                        .without("iat")
                        .with("nbf", now + nbf)
                        .with("exp", now + exp))
                .then()
                .statusCode(status);
    }

    @Test
    void theAudienceIsTheIssuerAloneOrAmongOthers() {
        Map<String, String> parameters = request().parameters();
        push(client.requestObject(parameters).with("aud", List.of(PROVIDER.toString(), "https://other.example")))
                .then()
                .statusCode(201);
        push(client.requestObject(parameters).with("aud", "https://other.example"))
                .then()
                .statusCode(400);
    }

    @Test
    void anotherKeyOrNoneIsNoSignature() {
        FapiClient other = FapiWalk.client("fapi2-message-signing", "client2");
        ClientAssertion object = client.requestObject(request().parameters());
        client.push(Map.of("client_id", client.clientId(), "request", other.signed(object)))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request_object"));
    }

    /** Section 5.4.1: whatever mode the request names, or none, the answer is a JWT. */
    @ParameterizedTest
    @ValueSource(strings = {"query", "fragment", "form_post"})
    void anotherModeIsRefused(String mode) {
        push(client.requestObject(request().with("response_mode", mode).parameters()))
                .then()
                .statusCode(400);
    }

    /** Refusals are signed as well. */
    @Test
    void aRefusalIsSigned() {
        Request request = request().with("prompt", "none");
        Response pushed = push(client.requestObject(request.parameters()));
        Map<String, String> answer =
                RelyingParty.answer(new UserAgent(PROVIDER).get(FapiWalk.reference(client.clientId(), pushed)));
        assertThat(answer).containsOnlyKeys("response");
        assertThat(Jwt.of(answer.get("response")).claims()).containsEntry("error", "login_required");
    }

    /** Section 5.5: nothing that is not signed is said. */
    @Test
    void introspectionAnswersAreSigned() {
        client.introspect("x", "application/json").then().statusCode(400).body("error", equalTo("invalid_request"));
        client.introspect("x", "*/*").then().statusCode(200).contentType(JWT);
        FapiWalk.client("fapi2-dpop", "client")
                .introspect("x", "*/*")
                .then()
                .statusCode(200)
                .contentType("application/json");
    }

    private Request request() {
        return FapiWalk.request(client.clientId()).with("response_mode", "jwt");
    }

    private Jwt answer(Request request) {
        Map<String, String> answer =
                FapiWalk.answer(browser, client.clientId(), push(client.requestObject(request.parameters())));
        assertThat(answer).containsOnlyKeys("response");
        return Jwt.of(answer.get("response"));
    }

    private Response push(ClientAssertion object) {
        Map<String, String> form = new HashMap<>();
        form.put("client_id", client.clientId());
        form.put("request", client.signed(object));
        return client.push(form);
    }
}
