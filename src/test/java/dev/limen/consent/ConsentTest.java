package dev.limen.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConsentTest {

    private final URI provider = Provider.uri();
    private final RelyingParty web = RelyingParty.web(provider);
    private final UserAgent browser = new UserAgent(provider);

    private Visit consent(People person, String scope) {
        RelyingParty.Request request = web.request(scope).with("prompt", "consent");
        Visit visit = browser.get(request.uri());
        return visit.page().equals("login") ? person.signIn(browser, visit) : visit;
    }

    @Test
    void pageSaysWhoAsksForWhatFromWhomAndWhere() {
        Visit consent = consent(People.ALICE, "openid profile email offline_access api:read");

        assertThat(consent.page()).isEqualTo("consent");
        assertThat(consent.document().selectFirst("h1").text()).isEqualTo("Test Application asks for your permission");
        assertThat(consent.document().select(".lead").text()).contains("Signed in as Alice Adams");
        assertThat(consent.document().select(".permissions li").eachText())
                .containsExactly(
                        "Recognize you when you sign in",
                        "See your name and the details of your profile",
                        "See your email address",
                        "Keep this access while you are not using the application",
                        "Read your reports");
        assertThat(consent.document().select("a[href=https://app.example.com/privacy]"))
                .hasSize(1);
        assertThat(consent.document().select("a[href=https://app.example.com/terms]"))
                .hasSize(1);
        assertThat(consent.body()).contains("You will then go to app.example.com.");
    }

    @Test
    void claimsThatAreAskedForByNameAreNamed() {
        Visit login = browser.get(web.request("openid")
                .with("prompt", "consent")
                .with("claims", "{\"userinfo\":{\"birthdate\":null,\"nickname\":{\"essential\":true}}}")
                .uri());
        Visit consent = People.ALICE.signIn(browser, login);

        assertThat(consent.document().select(".permissions").text()).contains("birthdate, nickname");
    }

    @Test
    void nameOfAPersonIsText() {
        Visit consent = consent(People.CAROL, "openid");

        assertThat(consent.document().select(".lead").text()).contains("Carol <script>alert(1)</script>");
        assertThat(consent.document().select("script:not([src])")).isEmpty();
    }

    @Test
    void yesGivesACode() {
        assertThat(RelyingParty.answer(browser.press(consent(People.ALICE, "openid"), "#allow")))
                .containsKey("code");
    }

    @Test
    void anythingElseIsNo() {
        Visit consent = consent(People.ALICE, "openid");
        String csrf = consent.document().select("input[name=csrf]").val();

        Visit visit = browser.post(consent.address(), List.of(Map.entry("csrf", csrf)));

        assertThat(RelyingParty.answer(visit)).containsEntry("error", "access_denied");
    }

    @Test
    void formWithoutItsTokenIsRefused() {
        Visit consent = consent(People.ALICE, "openid");

        Visit refused = browser.post(consent.address(), List.of(Map.entry("action", "allow")));

        assertThat(refused.status()).isEqualTo(403);
    }

    /** S19: the page's address is worth nothing in a second browser. */
    @Test
    void anotherBrowserGetsNothing() {
        Visit consent = consent(People.ALICE, "openid");
        UserAgent other = new UserAgent(provider);
        other.get(web.request("openid").uri());
        String csrf = consent.document().select("input[name=csrf]").val();

        Visit shown = other.get(consent.address());
        Visit posted = other.post(consent.address(), List.of(Map.entry("csrf", csrf), Map.entry("action", "allow")));

        assertThat(shown.page()).isEqualTo("error");
        assertThat(posted.page()).isEqualTo("error");
    }

    @Test
    void yesOfOnePersonIsNotThatOfAnother() {
        Visit consent = consent(People.ALICE, "openid");
        String csrf = consent.document().select("input[name=csrf]").val();
        Visit other = browser.get(RelyingParty.intranet(provider)
                .request("openid")
                .with("prompt", "login")
                .uri());
        // the attempt was Alice's sign-in, so it stays hers although the browser acts as Bob now
        People.BOB.signIn(browser, other);

        Visit shown = browser.get(consent.address());
        Visit refused =
                browser.post(consent.address(), List.of(Map.entry("csrf", csrf + "x"), Map.entry("action", "allow")));

        assertThat(shown.document().select(".lead").text()).contains("Alice Adams");
        assertThat(refused.status()).isEqualTo(403);
    }

    @Test
    void formShownToOneAccountIsVoidForTheNext() {
        RelyingParty intranet = RelyingParty.intranet(provider);
        People.ALICE.signIn(browser, browser.get(intranet.request("openid").uri()));
        Visit consent =
                browser.get(web.request("openid").with("prompt", "consent").uri());
        assertThat(consent.document().select(".lead").text()).contains("Alice Adams");
        String csrf = consent.document().select("input[name=csrf]").val();
        People.BOB.signIn(
                browser,
                browser.get(intranet.request("openid").with("prompt", "login").uri()));

        Visit refused = browser.post(consent.address(), List.of(Map.entry("csrf", csrf), Map.entry("action", "allow")));

        assertThat(refused.status()).isEqualTo(403);
    }

    /** S24: the answer does not stand in for the sign-in. */
    @Test
    void withoutASignInThereIsNothingToAnswer() {
        Visit login = browser.get(web.request("openid").uri());
        String path = login.address().getPath().replace("/login/", "/consent/");

        Visit shown = browser.get(path);
        Visit posted = browser.post(provider.resolve(path), List.of(Map.entry("action", "allow")));

        assertThat(shown.page()).isEqualTo("login");
        assertThat(posted.page()).isEqualTo("login");
    }
}
