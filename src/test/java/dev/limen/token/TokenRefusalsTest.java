package dev.limen.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every refusal of RFC 6749, section 5.2 at the token endpoint. */
@QuarkusTest
class TokenRefusalsTest {

    private final URI provider = Provider.uri();
    private final RelyingParty intranet = RelyingParty.intranet(provider);

    @Test
    void aClientThatDoesNotProveItselfIsRefused() {
        refused(post(Map.of("grant_type", "authorization_code", "code", "x")), 401, "invalid_client");
        refused(basic("intranet", "wrong"), 401, "invalid_client").then().header("WWW-Authenticate", notNullValue());
        refused(basic("nobody", "wrong"), 401, "invalid_client");
        refused(basic("disabled", "disabled-secret-2Ld6nPw4"), 401, "invalid_client");
        refused(post(Map.of("grant_type", "authorization_code", "client_id", "intranet")), 401, "invalid_client");
    }

    @Test
    void aGrantTypeThatIsUnknownOrNotTheClientsIsRefused() {
        refused(intranet.token(Map.of()), 400, "invalid_request");
        refused(intranet.token(Map.of("grant_type", "password")), 400, "unsupported_grant_type");
        refused(RelyingParty.legacy(provider).refresh("x"), 400, "unauthorized_client");
    }

    @Test
    void aRepeatedParameterIsRefused() {
        Response response = given().auth()
                .preemptive()
                .basic(intranet.clientId(), intranet.secret())
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", "a", "b")
                .post(provider.resolve("/token"));
        refused(response, 400, "invalid_request");
    }

    @Test
    void aCodeThatIsNotGoodIsRefusedAndAGoodOneSurvivesTheMistake() {
        Request request = intranet.request("openid");
        Map<String, String> answer = People.ALICE.authorize(new UserAgent(provider), request);
        Map<String, String> good = new HashMap<>(Map.of(
                "grant_type", "authorization_code",
                "code", answer.get("code"),
                "redirect_uri", request.get("redirect_uri"),
                "code_verifier", request.verifier()));

        refused(intranet.token(without(good, "code")), 400, "invalid_request");
        refused(intranet.token(with(good, "code", "x")), 400, "invalid_grant");
        refused(intranet.token(with(good, "code", request.verifier())), 400, "invalid_grant");
        refused(intranet.token(without(good, "redirect_uri")), 400, "invalid_grant");
        refused(intranet.token(with(good, "redirect_uri", "https://intranet.example.com/other")), 400, "invalid_grant");
        refused(intranet.token(without(good, "code_verifier")), 400, "invalid_grant");
        refused(intranet.token(with(good, "code_verifier", "x".repeat(43))), 400, "invalid_grant");
        refused(intranet.token(with(good, "code_verifier", "")), 400, "invalid_grant");
        refused(RelyingParty.opaque(provider).token(good), 400, "invalid_grant");

        intranet.token(good).then().statusCode(200);
    }

    /** S3: a verifier where there was no challenge is a sign that the challenge was taken out on the way. */
    @Test
    void aVerifierWithoutAChallengeIsRefused() {
        RelyingParty legacy = RelyingParty.legacy(provider);
        Request request = legacy.request("openid").without("code_challenge").without("code_challenge_method");
        Map<String, String> answer = People.ALICE.authorize(new UserAgent(provider), request);
        refused(request.redeem(answer), 400, "invalid_grant");
        Map<String, String> plain = Map.of(
                "grant_type", "authorization_code",
                "code", answer.get("code"),
                "redirect_uri", request.get("redirect_uri"));
        JsonPath tokens = legacy.token(plain).then().statusCode(200).extract().jsonPath();
        assertThat(tokens.getString("id_token")).isNotBlank();
        assertThat(tokens.getString("refresh_token")).isNull();
    }

    @Test
    void aRefreshTokenThatIsNotGoodIsRefused() {
        JsonPath tokens = tokens(intranet, "openid profile");
        String refreshToken = tokens.getString("refresh_token");
        refused(intranet.token(Map.of("grant_type", "refresh_token")), 400, "invalid_request");
        refused(intranet.refresh("x"), 400, "invalid_grant");
        refused(intranet.refresh(tokens.getString("access_token")), 400, "invalid_grant");
        refused(RelyingParty.opaque(provider).refresh(refreshToken), 400, "invalid_grant");
        refused(
                intranet.token(
                        Map.of("grant_type", "refresh_token", "refresh_token", refreshToken, "scope", "openid email")),
                400,
                "invalid_scope");
        intranet.refresh(refreshToken).then().statusCode(200);
    }

    @Test
    void aRefreshMayAskForLess() {
        JsonPath tokens = tokens(intranet, "openid profile");
        intranet.token(Map.of(
                        "grant_type", "refresh_token",
                        "refresh_token", tokens.getString("refresh_token"),
                        "scope", "profile"))
                .then()
                .statusCode(200)
                .body("scope", equalTo("profile"))
                .body("id_token", equalTo(null));
    }

    @Test
    void answersAreNeverStored() {
        intranet.token(Map.of("grant_type", "authorization_code")).then().header("Cache-Control", "no-store");
        tokensResponse(intranet, "openid").then().header("Cache-Control", "no-store");
    }

    private JsonPath tokens(RelyingParty client, String scope) {
        return tokensResponse(client, scope).then().statusCode(200).extract().jsonPath();
    }

    private Response tokensResponse(RelyingParty client, String scope) {
        Request request = client.request(scope);
        return request.redeem(People.ALICE.authorize(new UserAgent(provider), request));
    }

    private static Response refused(Response response, int status, String error) {
        response.then()
                .statusCode(status)
                .contentType("application/json")
                .body("error", equalTo(error))
                .body("error_description", notNullValue())
                .header("Cache-Control", "no-store");
        return response;
    }

    private Response post(Map<String, String> form) {
        return given().formParams(form).post(provider.resolve("/token"));
    }

    private Response basic(String id, String secret) {
        return given().auth()
                .preemptive()
                .basic(id, secret)
                .formParam("grant_type", "authorization_code")
                .formParam("code", "x")
                .post(provider.resolve("/token"));
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        Map<String, String> changed = new HashMap<>(form);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, String> without(Map<String, String> form, String name) {
        Map<String, String> changed = new HashMap<>(form);
        changed.remove(name);
        return changed;
    }
}
