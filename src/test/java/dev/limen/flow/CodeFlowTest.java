package dev.limen.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The authorization code flow as a relying party sees it (OpenID Connect Core 1.0, section 3.1). */
@QuarkusTest
class CodeFlowTest {

    private final URI provider = Provider.uri();
    private final RelyingParty web = RelyingParty.web(provider);

    @Test
    void aPersonSignsInConsentsAndTheClientGetsTokens() {
        UserAgent browser = new UserAgent(provider);
        RelyingParty.Request request =
                web.request("openid profile email offline_access").with("prompt", "consent");

        Visit login = browser.get(request.uri());
        assertThat(login.page()).isEqualTo("login");
        Visit consent = People.ALICE.signIn(browser, login);
        assertThat(consent.page()).isEqualTo("consent");
        Map<String, String> answer = RelyingParty.answer(browser.press(consent, "#allow"));
        assertThat(answer)
                .containsEntry("state", request.get("state"))
                .containsEntry("iss", provider.toString())
                .containsKeys("code", "session_state")
                .hasSize(4);

        JsonPath tokens =
                request.redeem(answer).then().statusCode(200).extract().jsonPath();
        assertThat(tokens.getString("token_type")).isEqualTo("Bearer");
        assertThat(tokens.getInt("expires_in")).isEqualTo(300);
        assertThat(tokens.getString("refresh_token")).isNotBlank();

        JsonPath idToken = claims(tokens.getString("id_token"));
        assertThat(idToken.getString("iss")).isEqualTo(provider.toString());
        assertThat(idToken.getString("sub")).isEqualTo(People.ALICE.sub());
        assertThat(idToken.getString("aud")).isEqualTo("web");
        assertThat(idToken.getString("nonce")).isEqualTo(request.get("nonce"));
        assertThat(idToken.getString("sid")).isNotBlank();
        assertThat(idToken.getList("amr")).containsExactly("pwd");

        Response userinfo =
                given().auth().oauth2(tokens.getString("access_token")).get(provider.resolve("/userinfo"));
        userinfo.then().statusCode(200);
        assertThat(userinfo.jsonPath().getString("name")).isEqualTo("Alice Adams");
        assertThat(userinfo.jsonPath().getString("email")).isEqualTo("alice@example.com");
        assertThat(userinfo.jsonPath().getString("sub")).isEqualTo(People.ALICE.sub());

        JsonPath refreshed = web.refresh(tokens.getString("refresh_token"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(refreshed.getString("refresh_token")).isNotEqualTo(tokens.getString("refresh_token"));
        assertThat(claims(refreshed.getString("id_token")).getString("sub")).isEqualTo(People.ALICE.sub());
    }

    @Test
    void whoIsSignedInAndHasConsentedIsNotAskedAgain() {
        UserAgent browser = new UserAgent(provider);
        People.BOB.authorize(browser, web.request("openid profile"));
        Visit again = browser.get(web.request("openid profile").uri());
        assertThat(again.elsewhere()).isTrue();
        assertThat(RelyingParty.answer(again)).containsKey("code");
    }

    @Test
    void whoDeniesSendsAccessDenied() {
        UserAgent browser = new UserAgent(provider);
        RelyingParty.Request request = web.request("openid profile").with("prompt", "consent");
        Visit consent = People.CAROL.signIn(browser, browser.get(request.uri()));
        Map<String, String> answer = RelyingParty.answer(browser.press(consent, "#deny"));
        assertThat(answer)
                .containsEntry("error", "access_denied")
                .containsEntry("state", request.get("state"))
                .containsEntry("iss", provider.toString());
    }

    @Test
    void aCodeWorksOnceAndItsSecondUseEndsWhatTheFirstGave() {
        RelyingParty intranet = RelyingParty.intranet(provider);
        RelyingParty.Request request = intranet.request("openid profile");
        Map<String, String> answer = People.ALICE.authorize(new UserAgent(provider), request);
        JsonPath tokens =
                request.redeem(answer).then().statusCode(200).extract().jsonPath();

        request.redeem(answer).then().statusCode(400);
        given().auth()
                .oauth2(tokens.getString("access_token"))
                .get(provider.resolve("/userinfo"))
                .then()
                .statusCode(401);
        intranet.refresh(tokens.getString("refresh_token")).then().statusCode(400);
    }

    static JsonPath claims(String jwt) {
        return JsonPath.from(new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]), StandardCharsets.UTF_8));
    }
}
