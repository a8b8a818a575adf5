package dev.limen.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import java.net.HttpCookie;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** S4, S15, S18, S19: an attempt belongs to the browser that began it, and its state cannot be forged. */
@QuarkusTest
class BrowserBindingTest {

    private final URI provider = Provider.uri();
    private final RelyingParty web = RelyingParty.web(provider);

    @Test
    void aVictimThatOpensTheAttackersLinkSignsNobodyIn() {
        UserAgent attacker = new UserAgent(provider);
        Visit login = attacker.get(web.request("openid").uri());
        UserAgent victim = new UserAgent(provider);
        victim.get(web.request("openid").uri());

        assertThat(victim.get(login.address()).page()).isEqualTo("error");
        List<Map.Entry<String, String>> fields = UserAgent.fields(
                login.document().selectFirst("form"),
                login.document().selectFirst("#sign-in"),
                Map.of("username", "alice", "password", People.ALICE.password()));
        assertThat(victim.post(login.address(), fields).page()).isEqualTo("error");
        assertThat(attacker.get(login.address().toString().replace("/login/", "/authorize/"))
                        .page())
                .as("the attacker's attempt has not moved on")
                .isEqualTo("login");
    }

    @Test
    void theConsentPageIsOfNoUseInAnotherBrowser() {
        UserAgent victim = new UserAgent(provider);
        Request request = web.request("openid phone").with("prompt", "consent");
        Visit consent = People.ALICE.signIn(victim, victim.get(request.uri()));
        assertThat(consent.page()).isEqualTo("consent");

        UserAgent attacker = new UserAgent(provider);
        attacker.get(web.request("openid").uri());
        assertThat(attacker.get(consent.address()).page()).isEqualTo("error");
        URI resume = URI.create(consent.address().toString().replace("/consent/", "/authorize/"));
        assertThat(attacker.get(resume).page()).isEqualTo("error");
    }

    @Test
    void anAttemptCompletesOnce() {
        UserAgent browser = new UserAgent(provider);
        Request request = web.request("openid").with("prompt", "consent");
        Visit consent = People.ALICE.signIn(browser, browser.get(request.uri()));
        assertThat(browser.press(consent, "#allow").elsewhere()).isTrue();
        assertThat(browser.press(consent, "#allow").page()).isEqualTo("error");
        URI resume = URI.create(consent.address().toString().replace("/consent/", "/authorize/"));
        assertThat(browser.get(resume).page()).isEqualTo("error");
    }

    @Test
    void noBitOfACookieCanBeFlipped() {
        UserAgent browser = new UserAgent(provider);
        RelyingParty intranet = RelyingParty.intranet(provider);
        People.ALICE.authorize(browser, intranet.request("openid"));
        String session = browser.cookies().get("limen-session").getValue();
        for (int i = 0; i < session.length(); i++) {
            char flipped = session.charAt(i) == 'A' ? 'B' : 'A';
            String forged = session.substring(0, i) + flipped + session.substring(i + 1);
            UserAgent forger = new UserAgent(provider);
            forger.cookie("limen-session", forged);
            assertThat(forger.get(intranet.request("openid").uri()).page()).isEqualTo("login");
        }
    }

    @Test
    void cookiesAreOutOfReachOfScriptsAndOtherSites() {
        UserAgent browser = new UserAgent(provider);
        Visit login = browser.get(web.request("openid").uri());
        People.ALICE.signIn(browser, login);
        for (String name : List.of("limen-browser", "limen-session")) {
            HttpCookie cookie = browser.cookies().get(name);
            assertThat(cookie.isHttpOnly()).as(name).isTrue();
            assertThat(cookie.getPath()).isEqualTo("/");
        }
        assertThat(browser.exchange(web.request("openid").uri().toString().replace(provider.toString(), ""))
                        .headers()
                        .allValues("Set-Cookie"))
                .allMatch(cookie -> cookie.contains("SameSite=Lax"));
    }

    @Test
    void theSessionCookieChangesAtEachSignIn() {
        UserAgent browser = new UserAgent(provider);
        RelyingParty intranet = RelyingParty.intranet(provider);
        People.ALICE.authorize(browser, intranet.request("openid"));
        String before = browser.cookies().get("limen-session").getValue();
        People.ALICE.authorize(browser, intranet.request("openid").with("prompt", "login"));
        String after = browser.cookies().get("limen-session").getValue();
        assertThat(after).isNotEqualTo(before);
        UserAgent thief = new UserAgent(provider);
        thief.cookie("limen-session", before);
        assertThat(thief.get(intranet.request("openid").uri()).page()).isEqualTo("login");
    }

    @Test
    void handlesThatWeDidNotIssueLeadNowhere() {
        UserAgent browser = new UserAgent(provider);
        browser.get(web.request("openid").uri());
        for (String handle : List.of(
                "x",
                "A".repeat(43),
                "https:%2F%2Fevil.example",
                "%2F%2Fevil.example",
                "..%2Fauthorize",
                "%5Cevil",
                "%09")) {
            for (String page : List.of("/login/", "/consent/", "/accounts/", "/authorize/")) {
                Visit visit = browser.get(page + handle);
                assertThat(visit.elsewhere()).isFalse();
                assertThat(visit.page()).as(page + handle).isEqualTo("error");
            }
        }
    }
}
