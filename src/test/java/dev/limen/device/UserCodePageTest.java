package dev.limen.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.config.LimenConfig;
import dev.limen.support.Database;
import dev.limen.support.Device;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.TestClock;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 8628, section 3.3: entering the code, and deciding. */
@QuarkusTest
class UserCodePageTest {

    private final URI provider = Provider.uri();
    private final RelyingParty tv = RelyingParty.tv(provider);
    private final UserAgent browser = new UserAgent(provider);

    @Inject
    TestClock clock;

    @Inject
    LimenConfig config;

    @Inject
    Database database;

    @AfterEach
    void reset() {
        clock.reset();
        database.enable(tv, true);
        database.execute("delete from throttles");
    }

    private Visit enter(String typed) {
        return browser.press(browser.get("/device"), "#continue", Map.of("user_code", typed));
    }

    @Test
    void takesTheCodeAsPeopleTypeIt() {
        Device device = Device.begin(tv, "openid");
        assertThat(enter(device.userCode().toLowerCase().replace("-", " ")).page())
                .isEqualTo("login");
    }

    @Test
    void saysTheSameOfACodeThatIsUnknownExpiredDeniedOrUsed() {
        Device expired = Device.begin(tv, "openid");
        clock.advance(config.device().codeLifetime());
        Device used = Device.begin(tv, "openid");
        used.allow(browser, People.ALICE);
        used.poll().then().statusCode(200);
        Device allowed = Device.begin(tv, "openid");
        allowed.allow(browser, People.ALICE);
        Device denied = Device.begin(tv, "openid");
        browser.press(denied.page(browser, People.ALICE), "#deny");

        List<Visit> answers = List.of(
                enter("BBBB-BBBB"),
                enter(expired.userCode()),
                enter(used.userCode()),
                enter(allowed.userCode()),
                enter(denied.userCode()),
                enter("nonsense"));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.page()).isEqualTo("device");
            assertThat(answer.alert()).isEqualTo(answers.getFirst().alert()).isNotBlank();
        });
    }

    @Test
    void aCodeOfADisabledClientIsNone() {
        Device device = Device.begin(tv, "openid");
        Visit asked = device.page(browser, People.ALICE);
        database.enable(tv, false);
        assertThat(enter(device.userCode()).status()).isEqualTo(422);
        assertThat(browser.press(asked, "#allow").page()).isEqualTo("error");
    }

    @Test
    void anEmptyFieldIsTold() {
        Visit visit = enter("  ");
        assertThat(visit.status()).isEqualTo(400);
        assertThat(visit.alert()).isNotBlank();
    }

    @Test
    void whatWasTypedComesBackAsText() {
        Visit visit = enter("\"><script>alert(1)</script>");
        assertThat(visit.document().select("input[name=user_code]").val()).isEqualTo("\"><script>alert(1)</script>");
        assertThat(visit.document().select("script")).isEmpty();
    }

    @Test
    void aLinkFillsInNothingButACode() {
        Visit visit = browser.get("/device?user_code=%3Cb%3Ecall%20us%3C%2Fb%3E");
        assertThat(visit.document().select("input[name=user_code]").val()).isEmpty();
    }

    @Test
    void formsOfOthersAreRefused() {
        Device device = Device.begin(tv, "openid");
        Visit page = browser.get("/device");
        assertThat(browser.post(page.address(), List.of(Map.entry("user_code", device.userCode())))
                        .status())
                .isEqualTo(403);
        Visit asked = device.page(browser, People.ALICE);
        assertThat(browser.post(asked.address(), List.of(Map.entry("action", "allow")))
                        .status())
                .isEqualTo(403);
        assertThat(device.error()).isEqualTo("authorization_pending");
    }

    @Test
    void anythingButAClearYesIsNo() {
        Device device = Device.begin(tv, "openid");
        Visit asked = device.page(browser, People.ALICE);
        String csrf = asked.document().select("input[name=csrf]").val();
        assertThat(browser.post(asked.address(), List.of(Map.entry("csrf", csrf)))
                        .page())
                .isEqualTo("device-denied");
    }

    /** S24: the answer does not stand in for the sign-in. */
    @Test
    void withoutASignInThereIsNothingToAnswer() {
        Device device = Device.begin(tv, "openid");
        Visit login = enter(device.userCode());
        String path = login.address().getPath().replace("/login/", "/device/");
        assertThat(browser.get(path).page()).isEqualTo("login");
        assertThat(browser.post(provider.resolve(path), List.of(Map.entry("action", "allow")))
                        .page())
                .isEqualTo("login");
        assertThat(device.error()).isEqualTo("authorization_pending");
    }

    /** S4, S19: the decision belongs to the browser that entered the code. */
    @Test
    void anotherBrowserGetsNothing() {
        Device device = Device.begin(tv, "openid");
        Visit asked = device.page(browser, People.ALICE);
        String csrf = asked.document().select("input[name=csrf]").val();
        UserAgent other = new UserAgent(provider);
        other.get("/device");
        assertThat(other.get(asked.address()).page()).isEqualTo("error");
        assertThat(other.post(asked.address(), List.of(Map.entry("csrf", csrf), Map.entry("action", "allow")))
                        .page())
                .isEqualTo("error");
        assertThat(new UserAgent(provider).get(asked.address()).page()).isEqualTo("error");
        assertThat(device.error()).isEqualTo("authorization_pending");
    }

    @Test
    void theFirstDecisionCounts() {
        Device device = Device.begin(tv, "openid");
        UserAgent other = new UserAgent(provider);
        Visit alice = device.page(browser, People.ALICE);
        Visit bob = device.page(other, People.BOB);
        assertThat(browser.press(alice, "#allow").page()).isEqualTo("device-allowed");
        assertThat(other.press(bob, "#deny").page()).isEqualTo("error");
        device.poll().then().statusCode(200);
    }

    @Test
    void anAttemptOfADeviceIsNoAuthorizationRequest() {
        Device device = Device.begin(tv, "openid");
        Visit asked = device.page(browser, People.ALICE);
        for (String page : List.of("/authorize/", "/consent/")) {
            String path = asked.address().getPath().replace("/device/", page);
            assertThat(browser.get(path).page()).as(page).isEqualTo("error");
        }
        Visit login = new UserAgent(provider).get("/device");
        assertThat(login.page()).isEqualTo("device");
        Visit consent = browser.get(RelyingParty.web(provider)
                .request("openid")
                .with("prompt", "consent")
                .uri());
        assertThat(browser.get(consent.address().getPath().replace("/consent/", "/device/"))
                        .page())
                .isEqualTo("error");
    }

    @Test
    void aDeviceThatExpiredMeanwhileIsTold() {
        Device device = Device.begin(tv, "openid");
        Visit asked = device.page(browser, People.ALICE);
        clock.advance(config.device().codeLifetime());
        assertThat(browser.press(asked, "#allow").page()).isEqualTo("error");
        assertThat(device.error()).isEqualTo("expired_token");
    }

    @Test
    void theCodeIsNotReadableInTheStoredAttempt() {
        Device device = Device.begin(tv, "openid");
        device.page(browser, People.ALICE);
        assertThat(database.count(
                        "select count(*) from interactions where request ilike '%" + device.userCode() + "%'"))
                .isZero();
        assertThat(database.count("select count(*) from interactions where purpose = 'DEVICE'"))
                .isPositive();
    }
}
