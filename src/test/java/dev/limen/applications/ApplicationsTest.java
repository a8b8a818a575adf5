package dev.limen.applications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.Database;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.Registrar;
import dev.limen.support.RelyingParty;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** OpenID Connect Core 1.0, section 4. */
@QuarkusTest
class ApplicationsTest {

    private final URI provider = Provider.uri();
    private final UserAgent browser = new UserAgent(provider);
    private final String iss = "iss=" + URLEncoder.encode(provider.toString(), StandardCharsets.UTF_8);

    @Inject
    Registrar registrar;

    @Inject
    Database database;

    @Test
    void linksToWhatThePersonHasUsedAndToWhatIsOfTheHouse() {
        RelyingParty used = initiating("begun-used", "remember");
        initiating("begun-never", "remember");
        initiating("begun-house", "none");
        RelyingParty off = initiating("begun-off", "none");
        database.enable(off, false);
        assertThat(People.BOB.authorize(browser, used.request("openid"))).containsKey("code");

        Visit page = browser.get("/applications?target_link_uri=https%3A%2F%2Fevil.example");

        assertThat(page.page()).isEqualTo("applications");
        assertThat(page.document().select(".accounts a").eachAttr("href"))
                .contains(
                        "https://begun-used.example.com/start?a=b&" + iss,
                        "https://begun-house.example.com/start?a=b&" + iss + "&login_hint=bob")
                .noneMatch(link -> link.contains("begun-never") || link.contains("begun-off"));
        assertThat(page.body()).as("S18").doesNotContain("evil.example");
    }

    /** RFC 7591, section 2.2. */
    @Test
    void saysTheirNamesInTheLanguageOfThePage() {
        RelyingParty used = initiating("begun-german", "remember");
        assertThat(People.BOB.authorize(browser, used.request("openid"))).containsKey("code");
        Visit page = browser.get("/applications?ui_locales=de");
        assertThat(page.document().select(".accounts a").eachText())
                .anyMatch(text -> text.contains("Anwendung begun-german"));
    }

    @Test
    void whoIsNotSignedInSeesNone() {
        initiating("begun-unseen", "none");
        Visit page = browser.get("/applications");
        assertThat(page.page()).isEqualTo("applications");
        assertThat(page.document().select(".accounts a")).isEmpty();
        Element link = browser.get("/").document().selectFirst("#applications");
        assertThat(link.attr("href")).isEqualTo("/applications");
    }

    private RelyingParty initiating(String id, String consent) {
        return registrar.register(
                id,
                Map.of(
                        "initiate_login_uri",
                        "https://" + id + ".example.com/start?a=b",
                        "consent",
                        consent,
                        "client_name",
                        id,
                        "client_name#de",
                        "Anwendung " + id));
    }
}
