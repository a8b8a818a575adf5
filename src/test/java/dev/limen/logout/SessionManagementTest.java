package dev.limen.logout;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.protocol.Sha256;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.HttpCookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** OpenID Connect Session Management 1.0, but for what happens in the browser alone. */
@QuarkusTest
class SessionManagementTest {

    private final URI provider = Provider.uri();
    private final RelyingParty intranet = RelyingParty.intranet(provider);
    private final UserAgent browser = new UserAgent(provider);

    /** Sections 2 and 3.2. */
    @Test
    void theAnswerHasTheStateThatTheBrowserCanCompute() {
        String first = sessionState(People.BOB.authorize(browser, intranet.request("openid")));
        assertThat(first).isEqualTo(computed(first));
        String second = sessionState(People.BOB.authorize(browser, intranet.request("openid")));
        assertThat(second).as("salted").isNotEqualTo(first).isEqualTo(computed(second));
        assertThat(first).as("nothing happened in between").isEqualTo(computed(first));
    }

    @Test
    void anAnswerAsJwtHasItInside() {
        Map<String, String> answer =
                People.BOB.authorize(browser, intranet.request("openid").with("response_mode", "query.jwt"));
        assertThat(answer).containsOnlyKeys("response");
        String state = Visitor.claims(answer.get("response")).getString("session_state");
        assertThat(state).isEqualTo(computed(state));
    }

    @Test
    void refusalsHaveItToo() {
        Map<String, String> nobody = RelyingParty.answer(
                browser.get(intranet.request("openid").with("prompt", "none").uri()));
        assertThat(nobody).containsEntry("error", "login_required").doesNotContainKey("session_state");
        People.BOB.authorize(browser, intranet.request("openid"));
        browser.press(browser.get("/logout"), "#sign-out");
        Map<String, String> left = RelyingParty.answer(
                browser.get(intranet.request("openid").with("prompt", "none").uri()));
        assertThat(left).containsEntry("error", "login_required");
        assertThat(sessionState(left)).isEqualTo(computed(sessionState(left)));
    }

    @Test
    void itChangesWithEverySignInSignOutAndChangeOfAccount() {
        String bob = sessionState(People.BOB.authorize(browser, intranet.request("openid")));
        Visit accounts = select();
        Visit alice = People.ALICE.signIn(browser, browser.press(accounts, "#other"));
        assertThat(bob).isNotEqualTo(computed(bob));
        String both = sessionState(RelyingParty.answer(alice));
        assertThat(both).isEqualTo(computed(both));
        Visit choice = select();
        browser.press(choice, "button[name=account]:contains(Bob Brown)");
        assertThat(both).isNotEqualTo(computed(both));
        String chosen = sessionState(People.BOB.authorize(browser, intranet.request("openid")));
        browser.press(browser.get("/logout"), "#sign-out");
        assertThat(chosen).isNotEqualTo(computed(chosen));
    }

    /** S15: scripts can read the state, and it is worth nothing. */
    @Test
    void theStateIsForScriptsAndLeadsNowhere() {
        People.BOB.authorize(browser, intranet.request("openid"));
        HttpCookie state = browser.cookies().get("limen-state");
        assertThat(state.isHttpOnly()).isFalse();
        assertThat(state.getMaxAge()).isEqualTo(-1);
        assertThat(state.getValue())
                .isNotEqualTo(browser.cookies().get("limen-session").getValue());
        for (String name : new String[] {"limen-session", "limen-browser"}) {
            UserAgent thief = new UserAgent(provider);
            thief.cookie(name, state.getValue());
            assertThat(thief.get(intranet.request("openid").uri()).page()).isEqualTo("login");
        }
        UserAgent forger = new UserAgent(provider);
        forger.cookie("limen-session", browser.cookies().get("limen-session").getValue());
        forger.cookie("limen-state", "A".repeat(43));
        String mended = sessionState(People.BOB.authorize(forger, intranet.request("openid")));
        assertThat(mended).isEqualTo(computed(mended));
    }

    @Test
    void theFrameIsForEverySiteAndHoldsNothingButItsScript() {
        Response frame = given().get("/check-session");
        frame.then().statusCode(200).contentType("text/html");
        assertThat(frame.header("X-Frame-Options")).isNull();
        assertThat(frame.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'");
        assertThat(frame.asString())
                .contains("data-cookie=\"limen-state\"")
                .doesNotContainPattern("<script(?!\\ssrc=)");
        assertThat(given().get("/logout").header("X-Frame-Options")).isEqualTo("DENY");
    }

    private Visit select() {
        return browser.get(
                intranet.request("openid").with("prompt", "select_account").uri());
    }

    private static String sessionState(Map<String, String> answer) {
        assertThat(answer).containsKey("session_state");
        return answer.get("session_state");
    }

    /** As the script of the frame does it. */
    private String computed(String sessionState) {
        String salt = sessionState.substring(sessionState.indexOf('.') + 1);
        String text = "intranet https://intranet.example.com "
                + browser.cookies().get("limen-state").getValue() + " " + salt;
        return HexFormat.of().formatHex(Sha256.digest(text.getBytes(StandardCharsets.UTF_8))) + "." + salt;
    }
}
