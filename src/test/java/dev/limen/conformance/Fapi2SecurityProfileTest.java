package dev.limen.conformance;

import static dev.limen.conformance.Walk.PROVIDER;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.support.DpopKey;
import dev.limen.support.FapiClient;
import dev.limen.support.Jwt;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FAPI 2.0 Security Profile, with private_key_jwt and tokens that are bound by DPoP. */
@QuarkusTest
@TestProfile(ConformanceSetup.class)
class Fapi2SecurityProfileTest {

    private final FapiClient client = FapiWalk.client("fapi2-dpop", "client");
    private final UserAgent browser = new UserAgent(PROVIDER);

    @Test
    void theWholeWay() {
        Request request = FapiWalk.request(client.clientId());
        Map<String, String> answer = FapiWalk.answer(browser, client.clientId(), client.push(request.parameters()));
        assertThat(answer).containsEntry("iss", PROVIDER.toString()).containsEntry("state", request.get("state"));
        JsonPath tokens = good(client.redeem(request, answer));
        assertThat(tokens.getString("token_type")).isEqualTo("DPoP");
        Jwt idToken = Jwt.of(tokens.getString("id_token"));
        assertThat(idToken.header()).containsEntry("alg", "PS256");
        assertThat(idToken.claims())
                .containsEntry("nonce", request.get("nonce"))
                .containsEntry("sub", Walk.SUB);
        Jwt accessToken = Jwt.of(tokens.getString("access_token"));
        assertThat(accessToken.header()).containsEntry("alg", "PS256");
        assertThat(accessToken.claims())
                .containsEntry("cnf", Map.of("jkt", client.dpop().jkt()));
        client.userinfo(tokens.getString("access_token"))
                .then()
                .statusCode(200)
                .body("name", equalTo("Ada Maria Example"));
    }

    /** Section 5.3.2.1, number 9: the refresh token stays, and so nothing is lost with an answer. */
    @Test
    void theRefreshTokenStays() {
        String refreshToken = tokens().getString("refresh_token");
        for (int use = 0; use < 3; use++) {
            JsonPath refreshed = good(client.refresh(refreshToken));
            assertThat(refreshed.getString("refresh_token")).isEqualTo(refreshToken);
            assertThat(refreshed.getString("token_type")).isEqualTo("DPoP");
        }
        client.post("/revoke", Map.of("token", refreshToken), Map.of()).then().statusCode(200);
        client.refresh(refreshToken).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    /** Section 5.3.2.2, number 3. */
    @Test
    void aRequestThatWasNotPushedIsRefused() {
        Visit visit = browser.get(FapiWalk.request(client.clientId()).uri());
        assertThat(RelyingParty.answer(visit))
                .containsEntry("error", "invalid_request")
                .doesNotContainKey("code");
    }

    /** Section 5.3.2.2, number 4. */
    @Test
    void aRequestIsPushedByItsClientAlone() {
        Map<String, Object> form =
                new HashMap<>(FapiWalk.request(client.clientId()).parameters());
        given().formParams(form)
                .post(PROVIDER.resolve("/par"))
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        FapiClient other = FapiWalk.client("fapi2-dpop", "client2");
        form.put("client_assertion", other.signed(other.assertion()));
        assertThat(client.push(form).statusCode()).isIn(400, 401);
    }

    /** Section 5.3.2.2, numbers 1, 5, 6 and 8. */
    @ParameterizedTest
    @CsvSource({
        "code_challenge, ''",
        "code_challenge_method, plain",
        "redirect_uri, ''",
        "redirect_uri, https://attacker.example/callback",
        "redirect_uri, https://localhost.emobix.co.uk:8443/test/a/limen/callback?x=y",
        "response_type, code id_token",
        "response_type, token",
        "scope, openid unknown"
    })
    void wrongRequestsAreNotTaken(String name, String value) {
        Request request = FapiWalk.request(client.clientId());
        Map<String, String> parameters = new HashMap<>(request.parameters());
        parameters.put(name, value);
        parameters.values().removeIf(String::isEmpty);
        client.push(parameters).then().statusCode(400);
    }

    /** Section 5.3.2.1, number 8. */
    @Test
    void theAudienceOfAnAssertionIsTheIssuerAsOneString() {
        assertThat(assertedFor(PROVIDER.toString())).isEqualTo(201);
        assertThat(assertedFor(PROVIDER + "/token")).isEqualTo(401);
        assertThat(assertedFor(PROVIDER + "/par")).isEqualTo(401);
        assertThat(assertedFor(java.util.List.of(PROVIDER.toString()))).isEqualTo(401);
    }

    private int assertedFor(Object audience) {
        return pushed(client.signed(client.assertion().with("aud", audience)));
    }

    /** Section 5.3.2.1, number 13. */
    @ParameterizedTest
    @CsvSource({"iat, 9, 201", "nbf, 9, 201", "iat, 65, 401", "nbf, 65, 401"})
    void clocksMayDifferALittle(String claim, int seconds, int status) {
        long now = Instant.now().getEpochSecond();
        assertThat(pushed(client.signed(
                        client.assertion().with(claim, now + seconds).with("exp", now + 120))))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"9, 200", "65, 400"})
    void theClocksOfProofsLikewise(int seconds, int status) {
        String proof = client.dpop()
                .proof("POST", PROVIDER.resolve("/token"))
                .claim("iat", Instant.now().getEpochSecond() + seconds)
                .jwt();
        client.token(Map.of("grant_type", "client_credentials", "scope", "accounts"), proof)
                .then()
                .statusCode(status);
    }

    /** However well a nonce tells the age of a proof. */
    @Test
    void noProofComesFromTheFuture() {
        Map<String, String> form = Map.of("grant_type", "client_credentials", "scope", "accounts");
        String nonce = client.token(form).header("DPoP-Nonce");
        String proof = client.dpop()
                .proof("POST", PROVIDER.resolve("/token"))
                .claim("iat", Instant.now().getEpochSecond() + 65)
                .claim("nonce", nonce)
                .jwt();
        client.token(form, proof).then().statusCode(400).body("error", equalTo("invalid_dpop_proof"));
    }

    private int pushed(String assertion) {
        Map<String, String> form =
                new HashMap<>(FapiWalk.request(client.clientId()).parameters());
        form.put("client_assertion", assertion);
        return client.push(form).statusCode();
    }

    /** Section 5.3.2.1, numbers 4 and 5. */
    @Test
    void noTokenIsUnbound() {
        Request request = FapiWalk.request(client.clientId());
        Map<String, String> answer = FapiWalk.answer(browser, client.clientId(), client.push(request.parameters()));
        client.post("/token", request.redemption(answer), Map.of())
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_dpop_proof"));
        String token = good(client.redeem(request, answer)).getString("access_token");
        given().auth().oauth2(token).get(PROVIDER.resolve("/userinfo")).then().statusCode(401);
    }

    /** Section 5.3.2.1, number 12; RFC 9449, section 10.1. */
    @Test
    void theCodeIsBoundToTheKeyOfThePushedRequest() {
        Request request = FapiWalk.request(client.clientId());
        String proof = client.dpop().proof("POST", PROVIDER.resolve("/par")).jwt();
        Response pushed = client.post("/par", request.parameters(), Map.of("DPoP", proof));
        Map<String, String> answer = FapiWalk.answer(browser, client.clientId(), pushed);
        String other =
                DpopKey.generate().proof("POST", PROVIDER.resolve("/token")).jwt();
        client.token(request.redemption(answer), other).then().statusCode(400).body("error", equalTo("invalid_grant"));
        client.redeem(request, answer).then().statusCode(200);
    }

    /** Section 5.3.2.2, number 9. */
    @Test
    void aCodeWorksOnceAndForItsClientAlone() {
        Request request = FapiWalk.request(client.clientId());
        Map<String, String> answer = FapiWalk.answer(browser, client.clientId(), client.push(request.parameters()));
        FapiClient other = FapiWalk.client("fapi2-dpop", "client2");
        other.redeem(request, answer).then().statusCode(400);
        String token = good(client.redeem(request, answer)).getString("access_token");
        client.redeem(request, answer).then().statusCode(400).body("error", equalTo("invalid_grant"));
        client.userinfo(token).then().statusCode(401);
    }

    /** Whoever pushed a request is the only one who can send a browser with it. */
    @Test
    void aPushedRequestIsForItsClientAlone() {
        Response pushed = client.push(FapiWalk.request(client.clientId()).parameters());
        Visit visit = browser.get(FapiWalk.reference("fapi2-dpop-2", pushed));
        assertThat(visit.page()).isEqualTo("error");
    }

    /** FAPI 2.0 Implementation and Deployment Advice: the id of an interaction comes back, also with a refusal. */
    @Test
    void theInteractionComesBack() {
        String id = UUID.randomUUID().toString();
        assertThat(interaction(id)).isEqualTo(id);
        for (String none : new String[] {"", "x", id + "x", "not-a-uuid-but-as-long-as-one-would-be"}) {
            assertThat(UUID.fromString(interaction(none)).toString()).isNotEqualTo(none);
        }
    }

    private static String interaction(String id) {
        return given().header("x-fapi-interaction-id", id)
                .get(PROVIDER.resolve("/userinfo"))
                .header("x-fapi-interaction-id");
    }

    /** Section 5.4.1. */
    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS384", "PS512"})
    void otherAlgorithmsAreNotTaken(String alg) {
        Map<?, ?> configured = (Map<?, ?>) Walk.plan("fapi2-dpop").get("client");
        Map<String, Object> jwk = new HashMap<>();
        ((Map<?, ?>) ((java.util.List<?>) ((Map<?, ?>) configured.get("jwks")).get("keys")).getFirst())
                .forEach((name, value) -> jwk.put((String) name, value));
        jwk.put("alg", alg);
        FapiClient wrong = FapiClient.of(PROVIDER, client.clientId(), jwk);
        wrong.push(FapiWalk.request(client.clientId()).parameters()).then().statusCode(401);
    }

    private JsonPath tokens() {
        Request request = FapiWalk.request(client.clientId());
        return good(
                client.redeem(request, FapiWalk.answer(browser, client.clientId(), client.push(request.parameters()))));
    }

    private static JsonPath good(Response response) {
        return response.then().statusCode(200).extract().jsonPath();
    }
}
