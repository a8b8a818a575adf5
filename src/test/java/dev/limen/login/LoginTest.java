package dev.limen.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import java.net.HttpCookie;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class LoginTest {

    private static final String WRONG = "The username or the password is not correct. Please check both and try again.";

    private final URI provider = Provider.uri();
    private final RelyingParty intranet = RelyingParty.intranet(provider);
    private final UserAgent browser = new UserAgent(provider);

    private Visit login() {
        return browser.get(intranet.request("openid profile").uri());
    }

    @Test
    void formIsOneThatPasswordManagersAndScreenReadersKnow() {
        Visit login = login();

        assertThat(login.page()).isEqualTo("login");
        assertThat(login.document().selectFirst("#username").attr("autocomplete"))
                .isEqualTo("username");
        assertThat(login.document().selectFirst("#password").attr("autocomplete"))
                .isEqualTo("current-password");
        for (Element input : login.document().select("input:not([type=hidden])")) {
            assertThat(login.document().select("label[for=" + input.id() + "]"))
                    .as(input.id())
                    .hasSize(1);
        }
        assertThat(login.body()).contains("Intranet");
    }

    @Test
    void rightPasswordLeadsBackToTheClient() {
        Visit visit = People.ALICE.signIn(browser, login());

        assertThat(RelyingParty.answer(visit)).containsKey("code");
    }

    @Test
    void wrongPasswordUnknownNameAndDisabledAccountReadTheSame() {
        Visit login = login();
        Visit wrong = browser.press(login, "#sign-in", Map.of("username", "bob", "password", "not-the-password"));
        Visit unknown = browser.press(login, "#sign-in", Map.of("username", "nobody", "password", "whatever-it-is"));
        Visit disabled = People.DAVE.signIn(browser, login);

        for (Visit refused : List.of(wrong, unknown, disabled)) {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.page()).isEqualTo("login");
            assertThat(refused.alert()).isEqualTo(WRONG);
            assertThat(refused.document().selectFirst("#password").hasAttr("value"))
                    .isFalse();
            assertThat(refused.document().selectFirst("#password").attr("aria-describedby"))
                    .isEqualTo("failure");
        }
        assertThat(wrong.document().selectFirst("#username").val()).isEqualTo("bob");
        assertThat(browser.cookies()).doesNotContainKey("limen-session");
    }

    @ParameterizedTest
    @CsvSource({"'',''", "alice,''", "'',secret", "'  ',secret"})
    void emptyFieldsAreToldWithoutATry(String username, String password) {
        Visit refused = browser.press(login(), "#sign-in", Map.of("username", username, "password", password));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.alert()).isEqualTo("Please enter your username and your password.");
    }

    @Test
    void fieldThatIsSentTwiceIsNotRead() {
        Visit login = login();
        List<Map.Entry<String, String>> fields = fields(login, "#sign-in", People.ALICE);
        fields.add(Map.entry("username", "bob"));

        assertThat(browser.post(login.address(), fields).status()).isEqualTo(400);
    }

    @Test
    void cancelLeavesWithAccessDenied() {
        Visit visit = browser.press(login(), "#cancel");

        assertThat(RelyingParty.answer(visit)).containsEntry("error", "access_denied");
    }

    @Test
    void formWithoutItsTokenIsRefused() {
        Visit login = login();
        List<Map.Entry<String, String>> fields = fields(login, "#sign-in", People.ALICE);
        fields.removeIf(field -> field.getKey().equals("csrf"));

        Visit refused = browser.post(login.address(), fields);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.page()).isEqualTo("error");
        assertThat(browser.cookies()).doesNotContainKey("limen-session");
    }

    @Test
    void formWithTokenOfAnotherAttemptIsRefused() {
        Visit first = login();
        Visit second = login();

        Visit refused = browser.post(second.address(), fields(first, "#sign-in", People.ALICE));

        assertThat(refused.status()).isEqualTo(403);
    }

    /** S4: whoever opens another person's link must not complete that person's attempt. */
    @Test
    void attemptOfAnotherBrowserIsOutOfReach() {
        Visit login = login();
        UserAgent victim = new UserAgent(provider);
        victim.get(intranet.request("openid").uri());

        Visit shown = victim.get(login.address());
        Visit posted = victim.post(login.address(), fields(login, "#sign-in", People.ALICE));
        Visit stranger = new UserAgent(provider).get(login.address());

        for (Visit refused : List.of(shown, posted, stranger)) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.page()).isEqualTo("error");
            assertThat(refused.alert()).contains("another browser");
            assertThat(refused.document().select("#reference").text()).isNotBlank();
        }
        assertThat(victim.cookies()).doesNotContainKey("limen-session");
    }

    @ParameterizedTest
    @CsvSource({
        "/login/x",
        "/login/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "/login/%2e%2e%2fauthorize",
        "/accounts/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "/consent/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    })
    void handleThatWasNeverGivenOutIsRefused(String path) {
        login();
        Visit refused = browser.get(path);

        assertThat(refused.page()).isEqualTo("error");
        assertThat(refused.status()).isBetween(400, 404);
    }

    @Test
    void finishedAttemptIsOver() {
        Visit login = login();
        People.ALICE.signIn(browser, login);

        Visit again = browser.get(login.address());

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.alert()).contains("no longer valid");
    }

    @Test
    void sessionCookieIsNewAtEachSignInAndInvisibleToScripts() {
        People.ALICE.signIn(browser, login());
        HttpCookie first = browser.cookies().get("limen-session");
        People.ALICE.signIn(
                browser,
                browser.get(intranet.request("openid").with("prompt", "login").uri()));
        HttpCookie second = browser.cookies().get("limen-session");

        assertThat(second.getValue()).isNotEqualTo(first.getValue());
        assertThat(first.isHttpOnly()).isTrue();
        assertThat(first.getMaxAge()).isEqualTo(-1);
    }

    @Test
    void rememberedSessionOutlivesTheBrowser() {
        browser.press(
                login(), "#sign-in", Map.of("username", "bob", "password", People.BOB.password(), "remember", "yes"));

        assertThat(browser.cookies().get("limen-session").getMaxAge()).isGreaterThan(24 * 60 * 60);
    }

    @Test
    void whoMustProveItAgainIsToldSo() {
        People.ALICE.signIn(browser, login());
        Visit again =
                browser.get(intranet.request("openid").with("prompt", "login").uri());

        assertThat(again.page()).isEqualTo("login");
        assertThat(again.document().selectFirst("#username").val()).isEqualTo("alice");
        assertThat(again.document().select(".notice").text()).contains("confirm that it is you");
    }

    @Test
    void hintFillsTheNameIn() {
        Visit login = browser.get(
                intranet.request("openid").with("login_hint", "\"><script>").uri());

        assertThat(login.document().selectFirst("#username").val()).isEqualTo("\"><script>");
        assertThat(login.document().select("script:not([src])")).isEmpty();
    }

    @Test
    void pageSpeaksTheLanguageThatIsAskedFor() {
        Visit german = browser.get(
                intranet.request("openid").with("ui_locales", "xx de").uri());
        Visit french = new UserAgent(provider, "fr-CA,fr;q=0.8")
                .get(intranet.request("openid").uri());

        assertThat(german.document().selectFirst("h1").text()).isEqualTo("Anmelden");
        assertThat(french.document().selectFirst("h1").text()).isEqualTo("Se connecter");
        assertThat(french.document().selectFirst("html").attr("lang")).isEqualTo("fr");
    }

    private static List<Map.Entry<String, String>> fields(Visit page, String button, People person) {
        Element pressed = page.document().selectFirst(button);
        return new ArrayList<>(UserAgent.fields(
                pressed.closest("form"),
                pressed,
                Map.of("username", person.username(), "password", person.password())));
    }
}
