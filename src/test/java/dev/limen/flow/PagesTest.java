package dev.limen.flow;

import static io.restassured.RestAssured.given;
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

/** Every page, in every language that the metadata names, as a person meets it on the way. */
@QuarkusTest
class PagesTest {

    private static final String EVERYTHING = "openid profile email address phone offline_access api:read";
    private static final String NO_HANDLE = "A".repeat(43);

    private final URI provider = Provider.uri();
    private final RelyingParty web = RelyingParty.web(provider);

    @Test
    void everyPageIsShownInEachAdvertisedLanguage() {
        List<String> languages = given().get(provider + "/.well-known/openid-configuration")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("ui_locales_supported", String.class);
        assertThat(languages).contains("en", "ja");
        languages.forEach(language -> new Walk(language).pastEveryPage());
    }

    private final class Walk {
        private final String language;
        private final UserAgent browser;

        private Walk(String language) {
            this.language = language;
            this.browser = new UserAgent(provider, language);
        }

        private void pastEveryPage() {
            seen(browser.get("/"), 200, "start");
            Visit login = browser.get(
                    web.request(EVERYTHING).with("prompt", "consent").uri());
            seen(login, 200, "login");
            pastErrors(login);
            alerted(press(login, "", ""), 400, "login");
            alerted(press(login, "nobody-at-all", "not-the-password"), 422, "login");
            Visit consent = People.CAROL.signIn(browser, login);
            seen(consent, 200, "consent");
            assertThat(browser.press(consent, "#allow").elsewhere()).isTrue();
            seen(ask("prompt", "select_account"), 200, "accounts");
            seen(ask("prompt", "login"), 200, "login");
            seen(ask("response_mode", "form_post"), 200, "form-post");
            Visit confirm = browser.get("/logout");
            seen(confirm, 200, "confirm-sign-out");
            seen(browser.press(confirm, "#cancel"), 200, "signed-out");
            seen(browser.press(confirm, "#sign-out"), 200, "signed-out");
        }

        private void pastErrors(Visit login) {
            alerted(browser.get("/authorize?client_id=nobody"), 400, "error");
            alerted(browser.get("/logout?client_id=nobody"), 400, "error");
            alerted(browser.get("/login/" + NO_HANDLE), 400, "error");
            alerted(browser.get("/nowhere"), 404, "error");
            alerted(browser.post(provider.resolve("/"), List.of()), 405, "error");
            alerted(browser.post(login.address(), List.of()), 403, "error");
            alerted(new UserAgent(provider, language).get(login.address()), 400, "error");
        }

        private Visit ask(String parameter, String value) {
            return browser.get(web.request("openid").with(parameter, value).uri());
        }

        private Visit press(Visit login, String username, String password) {
            return browser.press(login, "#sign-in", Map.of("username", username, "password", password));
        }

        private void alerted(Visit page, int status, String name) {
            seen(page, status, name);
            assertThat(page.alert()).as(language + " " + page.address()).isNotBlank();
        }

        private void seen(Visit page, int status, String name) {
            String which = language + " " + page.address();
            assertThat(page.page()).as(which).isEqualTo(name);
            assertThat(page.status()).as(which).isEqualTo(status);
            assertThat(page.document().select("html").attr("lang")).as(which).isEqualTo(language);
            assertThat(page.document().title()).as(which).isNotBlank();
            assertThat(page.document().select("h1").text()).as(which).isNotBlank();
            assertThat(page.document().text()).as(which).doesNotContain("{").doesNotContain("NOT_FOUND");
        }
    }
}
