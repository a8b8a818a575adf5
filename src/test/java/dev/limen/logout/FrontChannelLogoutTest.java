package dev.limen.logout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.protocol.ClientMetadataRules;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.Registrar;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** OpenID Connect Front-Channel Logout 1.0, and who is signed out where several people are signed in. */
@QuarkusTest
class FrontChannelLogoutTest {

    private static final String BYE = "https://framed.example.com/bye";

    private final URI provider = Provider.uri();
    private final UserAgent browser = new UserAgent(provider);

    @Inject
    Registrar registrar;

    /** Section 3. */
    @Test
    void thePageShowsAFrameForEachClientOfTheSessionAndGoesOn() {
        RelyingParty named = framed("framed", Map.of("frontchannel_logout_session_required", true));
        RelyingParty plain = framed("framed-plainly", Map.of());
        framed("framed-elsewhere", Map.of());
        JsonPath tokens = signIn(named, People.BOB);
        signIn(plain, People.BOB);
        String sid = Visitor.claims(tokens.getString("id_token")).getString("sid");

        Visit page = browser.get("/logout?id_token_hint=" + tokens.getString("id_token") + "&post_logout_redirect_uri="
                + BYE + "&state=" + encoded("\"><script>alert(1)</script>"));

        assertThat(page.page()).isEqualTo("signed-out");
        assertThat(page.document().select("iframe").eachAttr("src"))
                .containsExactly(
                        "https://framed.example.com/out?fixed=1&iss=" + encoded(provider.toString()) + "&sid=" + sid,
                        "https://framed-plainly.example.com/out?fixed=1");
        String goesOn = BYE + "?state=" + encoded("\"><script>alert(1)</script>");
        assertThat(page.document().selectFirst("#return").attr("href")).isEqualTo(goesOn);
        assertThat(page.document().selectFirst("#return").attr("data-patience")).isEqualTo("3000");
        Element refresh = page.document().selectFirst("head noscript");
        assertThat(refresh.html()).contains("3;url=" + goesOn);
        assertThat(policy(page))
                .contains("frame-src https://framed.example.com https://framed-plainly.example.com")
                .contains("form-action 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("<script>alert");
        assertThat(browser.get(named.request("openid").uri()).page()).isEqualTo("login");
    }

    @Test
    void withoutFramesNobodyWaits() {
        RelyingParty intranet = RelyingParty.intranet(provider);
        signIn(intranet, People.BOB);
        Visit page = browser.press(browser.get("/logout"), "#sign-out");
        assertThat(page.document().select("iframe")).isEmpty();
        assertThat(policy(page)).doesNotContain("frame-src");
    }

    /** Section 2: the frame is the client's own site, whoever registers it. */
    @Test
    void theAddressMustBeOfTheSiteOfARedirectUri() {
        for (String other : List.of(
                "https://other.example.com/out",
                "https://app.example.com:8443/out",
                "http://localhost/out",
                "https://app.example.com.evil.example/out")) {
            assertThat(ClientMetadataRules.faults(Map.of(
                            "redirect_uris",
                            List.of("https://app.example.com/callback"),
                            "frontchannel_logout_uri",
                            other)))
                    .as(other)
                    .extracting(ClientMetadataRules.Fault::field)
                    .contains("frontchannel_logout_uri");
        }
        assertThat(ClientMetadataRules.faults(Map.of(
                        "redirect_uris",
                        List.of("https://app.example.com/callback"),
                        "frontchannel_logout_uri",
                        "https://app.example.com:443/out")))
                .isEmpty();
    }

    @Test
    void oneOfSeveralPeopleSignsOutAndTheOthersAreAskedWhoGoesOn() {
        RelyingParty client = framed("framed-several", Map.of());
        signIn(client, People.ALICE);
        Visit accounts = browser.get(
                client.request("openid").with("prompt", "select_account").uri());
        People.BOB.signIn(browser, browser.press(accounts, "#other"));
        String before = browser.cookies().get("limen-session").getValue();

        Visit confirm = browser.get("/logout");
        assertThat(confirm.document().text()).contains("Signed in as bob");
        assertThat(browser.press(confirm, "#sign-out").page()).isEqualTo("signed-out");

        assertThat(browser.cookies().get("limen-session").getValue()).isNotEqualTo(before);
        Visit choice = browser.get(client.request("openid").uri());
        assertThat(choice.page()).isEqualTo("accounts");
        assertThat(choice.document().select("button[name=account] .name").eachText())
                .containsExactly("Alice Adams");
        assertThat(RelyingParty.answer(browser.press(choice, "button[name=account]")))
                .containsKey("code");
    }

    @Test
    void orEverybodyDoes() {
        RelyingParty client = framed("framed-everybody", Map.of("frontchannel_logout_session_required", true));
        signIn(client, People.ALICE);
        Visit alone = browser.get("/logout");
        assertThat(alone.document().select("#sign-out-all")).isEmpty();
        Visit accounts = browser.get(
                client.request("openid").with("prompt", "select_account").uri());
        People.BOB.signIn(browser, browser.press(accounts, "#other"));

        Visit left = browser.press(browser.get("/logout"), "#sign-out-all");

        assertThat(left.document().select("iframe")).as("one for each session").hasSize(2);
        assertThat(browser.get(client.request("openid").uri()).page()).isEqualTo("login");
        assertThat(browser.get("/logout").page()).isEqualTo("signed-out");
    }

    private RelyingParty framed(String id, Map<String, Object> more) {
        Map<String, Object> members = new java.util.HashMap<>(Map.of(
                "frontchannel_logout_uri",
                "https://" + id + ".example.com/out?fixed=1",
                "post_logout_redirect_uris",
                List.of("https://" + id + ".example.com/bye")));
        members.putAll(more);
        return registrar.register(id, members);
    }

    private JsonPath signIn(RelyingParty client, People person) {
        Request request = client.request("openid");
        return request.redeem(person.authorize(browser, request))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String policy(Visit page) {
        return page.response().headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
