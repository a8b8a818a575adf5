package dev.limen.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.realm.RealmFile;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class DemoTest {

    /** The client of demo-realm.yaml, among the people of the tests. */
    private static final String CLIENT = """
            clients:
              - client_id: demo
                client_secret: demo-secret-for-development-only
                client_name: Limen Demo
                redirect_uris: ["${LIMEN_ISSUER}/demo/callback"]
                post_logout_redirect_uris: ["${LIMEN_ISSUER}/demo"]
                grant_types: [authorization_code, refresh_token]
                scope: openid profile email address phone offline_access reports:read
            scopes:
              - name: reports:read
                description: Read your reports
            """;

    private final URI provider = Provider.uri();
    private final UserAgent browser = new UserAgent(provider);

    @Inject
    RealmFile realm;

    @BeforeEach
    void demoRealm(@TempDir Path folder) throws IOException {
        realm.apply(Files.writeString(folder.resolve("demo.yaml"), CLIENT).toString());
    }

    private Visit signedIn() {
        Visit visit = People.ALICE.signIn(browser, browser.get("/demo/sign-in?prompt=login"));
        return visit.page().equals("consent") ? browser.press(visit, "#allow") : visit;
    }

    @Test
    void everythingThatCameBackIsShown() {
        Visit tokens = signedIn();

        assertThat(tokens.page()).isEqualTo("demo");
        assertThat(tokens.document().selectFirst("h1").text()).isEqualTo("Signed in as Alice Adams");
        assertThat(tokens.document().select("#id-token").text()).contains("at_hash", People.ALICE.sub());
        assertThat(tokens.document().select("#userinfo").text()).contains("alice@example.com");
        assertThat(tokens.document().select("#access-token-header").text()).contains("at+jwt");
        assertThat(tokens.document().select("#answer").text()).contains("refresh_token");
    }

    @Test
    void refreshGivesNewTokensAndSignOutEndsTheSession() {
        Visit tokens = signedIn();

        Visit refreshed = browser.press(tokens, "#demo-refresh");
        assertThat(refreshed.document().select("#answer").text())
                .isNotEqualTo(tokens.document().select("#answer").text());

        Visit out = browser.press(refreshed, "#demo-sign-out");
        assertThat(out.document().select("#demo-sign-in")).hasSize(1);
        assertThat(browser.get("/demo/sign-in?prompt=none")
                        .document()
                        .select("#demo-error")
                        .text())
                .isEqualTo("login_required");
    }

    @Test
    void cancelIsTold() {
        Visit home = browser.press(browser.get("/demo/sign-in"), "#cancel");

        assertThat(home.document().select("[role=alert] #demo-error").text()).isEqualTo("access_denied");
    }

    @Test
    void answerToNoRequestOfThisBrowserIsRefused() {
        Visit refused = browser.get("/demo/callback?code=x&state=y");

        assertThat(refused.alert()).contains("does not belong to a request of this browser");
    }

    @Test
    void otherSitesCannotPressItsButtons() {
        Visit tokens = signedIn();
        for (String path : List.of("/demo/refresh", "/demo/sign-out")) {
            io.restassured.RestAssured.given()
                    .header("Origin", "https://evil.example")
                    .cookies(Map.of(
                            "limen-demo", browser.cookies().get("limen-demo").getValue()))
                    .post(provider.resolve(path))
                    .then()
                    .statusCode(403);
        }
        assertThat(browser.get("/demo").document().selectFirst("h1").text())
                .isEqualTo(tokens.document().selectFirst("h1").text());
    }

    @Test
    void pageSpeaksTheLanguageOfTheBrowser() {
        Visit home = new UserAgent(provider, "ja").get("/demo");

        assertThat(home.document().selectFirst("h1").text()).isEqualTo("デモアプリケーション");
    }
}
