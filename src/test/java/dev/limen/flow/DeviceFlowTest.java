package dev.limen.flow;

import static dev.limen.support.Visitor.claims;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.Device;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The device authorization grant as a device and a person see it (RFC 8628). */
@QuarkusTest
class DeviceFlowTest {

    private final URI provider = Provider.uri();
    private final RelyingParty tv = RelyingParty.tv(provider);
    private final RelyingParty kiosk = RelyingParty.kiosk(provider);
    private final UserAgent browser = new UserAgent(provider);

    @Test
    void aPersonAllowsADeviceAndItGetsTokens() {
        Device device = Device.begin(tv, "openid profile offline_access");
        JsonPath answer = device.answer();
        assertThat(answer.getString("verification_uri")).isEqualTo(provider + "/device");
        assertThat(answer.getString("verification_uri_complete"))
                .isEqualTo(provider + "/device?user_code=" + device.userCode());
        assertThat(answer.getInt("expires_in")).isEqualTo(600);
        assertThat(answer.getInt("interval")).isEqualTo(5);
        assertThat(device.error()).isEqualTo("authorization_pending");

        Visit entry = browser.get("/device");
        assertThat(entry.page()).isEqualTo("device");
        Visit login = browser.press(entry, "#continue", Map.of("user_code", device.userCode()));
        assertThat(login.page()).isEqualTo("login");
        assertThat(login.document().select("#cancel").text()).isEqualTo("Cancel");
        Visit asked = People.ALICE.signIn(browser, login);
        assertThat(asked.page()).isEqualTo("device");
        assertThat(asked.document().select("#device-code").text()).isEqualTo(device.userCode());
        assertThat(asked.document().select(".lead").text()).contains("Test Television", "Signed in as Alice Adams");
        assertThat(asked.document().select(".permissions li").eachText())
                .containsExactly(
                        "Recognize you when you sign in",
                        "See your name and the details of your profile",
                        "Keep this access while you are not using the application");
        assertThat(asked.document().select(".notice").text()).contains("If somebody sent you this code or a link");
        assertThat(asked.document().select("a[href=https://tv.example.com/privacy]"))
                .hasSize(1);

        Visit done = browser.press(asked, "#allow");
        assertThat(done.page()).isEqualTo("device-allowed");
        assertThat(browser.get(done.address()).page()).as("loaded again").isEqualTo("device-allowed");

        JsonPath tokens = device.poll().then().statusCode(200).extract().jsonPath();
        assertThat(tokens.getString("scope")).isEqualTo("openid profile offline_access");
        JsonPath idToken = claims(tokens.getString("id_token"));
        assertThat(idToken.getString("sub")).isEqualTo(People.ALICE.sub());
        assertThat(idToken.getString("aud")).isEqualTo("tv");
        assertThat(idToken.getMap(""))
                .containsKeys("auth_time", "acr", "amr", "at_hash")
                .doesNotContainKey("nonce");
        given().auth()
                .oauth2(tokens.getString("access_token"))
                .get(provider.resolve("/userinfo"))
                .then()
                .statusCode(200);
        tv.refresh(tokens.getString("refresh_token")).then().statusCode(200);
    }

    @Test
    void theCompleteAddressFillsTheCodeInAndStillAsks() {
        Device device = Device.begin(kiosk, "openid");
        device.allow(browser, People.BOB);
        Device next = Device.begin(kiosk, "openid");

        Visit entry = browser.get(URI.create(next.answer().getString("verification_uri_complete")));
        assertThat(entry.page()).isEqualTo("device");
        assertThat(entry.document().select("input[name=user_code]").val()).isEqualTo(next.userCode());
        assertThat(entry.document().select(".notice").text()).contains("exactly the same code");
        Visit asked = browser.press(entry, "#continue");
        assertThat(asked.document().select("#allow"))
                .as("signed in, of the house and allowed before, and asked all the same")
                .hasSize(1);
        assertThat(next.error()).isEqualTo("authorization_pending");
        assertThat(browser.press(asked, "#allow").page()).isEqualTo("device-allowed");
        JsonPath tokens = next.poll().then().statusCode(200).extract().jsonPath();
        assertThat(tokens.getMap("")).doesNotContainKey("refresh_token");
    }

    @Test
    void whoDeniesSendsAccessDenied() {
        Device device = Device.begin(tv, "openid");
        Visit done = browser.press(device.page(browser, People.CAROL), "#deny");
        assertThat(done.page()).isEqualTo("device-denied");
        assertThat(browser.get(done.address()).page()).isEqualTo("device-denied");
        assertThat(device.error()).isEqualTo("access_denied");
        assertThat(device.error()).isEqualTo("access_denied");
    }

    @Test
    void whoLeavesTheSignInRefusesTheDevice() {
        Device device = Device.begin(tv, "openid");
        Visit login = browser.press(browser.get("/device"), "#continue", Map.of("user_code", device.userCode()));
        assertThat(browser.press(login, "#cancel").page()).isEqualTo("device-denied");
        assertThat(device.error()).isEqualTo("access_denied");
    }

    @Test
    void anotherAccountCanBeChosen() {
        Device.begin(kiosk, "openid").allow(browser, People.ALICE);
        Device device = Device.begin(kiosk, "openid");
        Visit asked = device.page(browser, People.ALICE);
        Visit accounts = browser.get(asked.address()
                .resolve(asked.document().select("#other-account").attr("href")));
        assertThat(accounts.page()).isEqualTo("accounts");
        Visit again = People.BOB.signIn(browser, browser.press(accounts, "#other"));
        assertThat(again.document().select(".lead").text()).contains("Bob Brown");
        browser.press(again, "#allow");
        String idToken = device.poll().then().statusCode(200).extract().path("id_token");
        assertThat(claims(idToken).getString("sub")).isEqualTo(People.BOB.sub());
    }
}
