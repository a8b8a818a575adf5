package dev.limen.conformance;

import static dev.limen.conformance.Walk.PROVIDER;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.limen.support.Jwt;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Basic profile: the code flow of OpenID Connect Core 1.0, by clients that know no PKCE. */
@QuarkusTest
@TestProfile(ConformanceSetup.class)
class BasicTest {

    private static final URI USERINFO = PROVIDER.resolve("/userinfo");

    private final RelyingParty client = Walk.client("client");
    private final UserAgent browser = new UserAgent(PROVIDER);

    /** Sections 3.1.2.5, 3.1.3.3 and 2. */
    @ParameterizedTest
    @ValueSource(strings = {"client", "client2", "client_secret_post"})
    void aCodeGivesTokens(String name) {
        RelyingParty party = Walk.client(name);
        Request request = Walk.plain(party, "openid");
        JsonPath tokens = tokens(request);
        assertThat(tokens.getString("token_type")).isEqualTo("Bearer");
        Jwt idToken = Jwt.of(tokens.getString("id_token"));
        assertThat(idToken.header()).containsEntry("alg", "RS256").containsKey("kid");
        assertThat(idToken.claims())
                .containsEntry("iss", PROVIDER.toString())
                .containsEntry("sub", Walk.SUB)
                .containsEntry("aud", party.clientId())
                .containsEntry("nonce", request.get("nonce"))
                .containsKeys("iat", "exp");
    }

    /** Section 3.1.2.1: nonce is optional here, and what is not known is ignored. */
    @ParameterizedTest
    @CsvSource({
        "display, page",
        "display, popup",
        "ui_locales, se",
        "claims_locales, se",
        "acr_values, 1 2",
        "login_hint, somebody@example.com",
        "extra, foobar"
    })
    void optionalParametersDoNoHarm(String name, String value) {
        Request request = Walk.plain(client, "openid").without("nonce").with(name, value);
        assertThat(Jwt.of(tokens(request).getString("id_token")).claims()).doesNotContainKey("nonce");
    }

    /** Sections 5.1 and 5.4: each scope gives the claims of its own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "profile; name family_name given_name middle_name nickname preferred_username profile picture website"
                        + " gender birthdate zoneinfo locale updated_at",
                "email; email email_verified",
                "address; address",
                "phone; phone_number phone_number_verified"
            })
    void scopesGiveTheirClaims(String scope, String claims) {
        String token = tokens(Walk.plain(client, "openid " + scope)).getString("access_token");
        Map<String, Object> userinfo =
                given().auth().oauth2(token).get(USERINFO).jsonPath().getMap("");
        assertThat(userinfo).containsEntry("sub", Walk.SUB);
        assertThat(userinfo.keySet()).containsAll(List.of(claims.split(" ")));
        assertThat(userinfo).hasSize(claims.split(" ").length + 1);
    }

    /** Section 5.3.1; RFC 6750, section 2. */
    @Test
    void userinfoIsAskedInThreeWays() {
        String token = tokens(Walk.plain(client, "openid")).getString("access_token");
        given().auth().oauth2(token).get(USERINFO).then().statusCode(200).body("sub", equalTo(Walk.SUB));
        given().auth().oauth2(token).post(USERINFO).then().statusCode(200).body("sub", equalTo(Walk.SUB));
        given().formParam("access_token", token).post(USERINFO).then().statusCode(200);
    }

    /** Section 5.5. */
    @Test
    void oneClaimCanBeAskedFor() {
        Request request = Walk.plain(client, "openid").with("claims", "{\"userinfo\":{\"name\":{\"essential\":true}}}");
        String token = tokens(request).getString("access_token");
        given().auth().oauth2(token).get(USERINFO).then().body("name", equalTo("Ada Maria Example"));
    }

    /** Section 3.1.2.1, prompt: none. */
    @Test
    void nobodyIsAskedWhoMustNotBe() {
        assertThat(RelyingParty.answer(browser.get(
                        Walk.plain(client, "openid").with("prompt", "none").uri())))
                .containsEntry("error", "login_required");
        String hint = tokens(Walk.plain(client, "openid")).getString("id_token");
        Request silent = Walk.plain(client, "openid").with("prompt", "none").with("id_token_hint", hint);
        assertThat(RelyingParty.answer(browser.get(silent.uri()))).containsKey("code");
    }

    /** Section 3.1.2.1, prompt and max_age: who has to sign in again does, and the new time is said. */
    @ParameterizedTest
    @CsvSource({"prompt, login", "max_age, 0"})
    void aSecondSignInIsASecondOne(String name, String value) {
        long first = authTime(tokens(Walk.plain(client, "openid")));
        Request again = Walk.plain(client, "openid").with(name, value);
        Visit page = browser.get(again.uri());
        assertThat(page.page()).isEqualTo("login");
        Map<String, String> answer = RelyingParty.answer(Walk.through(browser, page));
        long second = authTime(redeemed(again, answer));
        assertThat(second).isGreaterThanOrEqualTo(first);
    }

    @Test
    void aRecentSignInIsRecentEnough() {
        long first = authTime(tokens(Walk.plain(client, "openid")));
        Request again = Walk.plain(client, "openid").with("max_age", "10000");
        Visit visit = browser.get(again.uri());
        assertThat(visit.elsewhere()).isTrue();
        assertThat(authTime(redeemed(again, RelyingParty.answer(visit)))).isEqualTo(first);
    }

    /** Sections 3.1.2.1 and 3.1.2.6. */
    @Test
    void wrongRequestsAreRefused() {
        Visit elsewhere = browser.get(Walk.plain(client, "openid")
                .with("redirect_uri", Walk.CALLBACK + "/other")
                .uri());
        assertThat(elsewhere.page()).isEqualTo("error");
        Visit nowhere =
                browser.get(Walk.plain(client, "openid").without("redirect_uri").uri());
        assertThat(nowhere.page()).isEqualTo("error");
        assertThat(RelyingParty.answer(browser.get(
                        Walk.plain(client, "openid").without("response_type").uri())))
                .containsKey("error")
                .doesNotContainKey("code");
    }

    /** RFC 6749, sections 4.1.2 and 10.5. */
    @Test
    void aCodeWorksOnce() {
        Request request = Walk.plain(client, "openid");
        Map<String, String> answer = Walk.answer(browser, request);
        String token = redeemed(request, answer).getString("access_token");
        request.redeem(answer).then().statusCode(400).body("error", equalTo("invalid_grant"));
        given().auth().oauth2(token).get(USERINFO).then().statusCode(401);
    }

    /** Sections 11 and 12. */
    @Test
    void offlineAccessGivesARefreshToken() {
        Request request = Walk.plain(client, "openid offline_access").with("prompt", "consent");
        String refreshToken = tokens(request).getString("refresh_token");
        client.refresh(refreshToken)
                .then()
                .statusCode(200)
                .body("access_token", notNullValue())
                .body("id_token", notNullValue());
    }

    private JsonPath tokens(Request request) {
        return redeemed(request, Walk.answer(browser, request));
    }

    private static JsonPath redeemed(Request request, Map<String, String> answer) {
        Map<String, String> form = new java.util.HashMap<>(request.redemption(answer));
        form.remove("code_verifier");
        return request.client().token(form).then().statusCode(200).extract().jsonPath();
    }

    private static long authTime(JsonPath tokens) {
        return Jwt.of(tokens.getString("id_token")).seconds("auth_time");
    }
}
