package dev.limen.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** OpenID Connect RP-Initiated Logout 1.0. */
@QuarkusTest
class LogoutFlowTest {

    private static final String BYE = "https://intranet.example.com/bye";

    private final URI provider = Provider.uri();
    private final RelyingParty intranet = RelyingParty.intranet(provider);
    private final UserAgent browser = new UserAgent(provider);

    @Test
    void withAHintOfTheSessionNobodyIsAsked() {
        JsonPath tokens = signIn("openid");
        Visit after = browser.get("/logout?id_token_hint=" + tokens.getString("id_token") + "&post_logout_redirect_uri="
                + BYE + "&state=a%26b");
        assertThat(after.address().toString()).isEqualTo(BYE + "?state=a%26b");
        assertSignedOut();
        intranet.refresh(tokens.getString("refresh_token")).then().statusCode(400);
    }

    @Test
    void whatWasGrantedForOfflineUseOutlivesTheSession() {
        JsonPath tokens = signIn("openid offline_access");
        browser.get("/logout?id_token_hint=" + tokens.getString("id_token"));
        assertSignedOut();
        intranet.refresh(tokens.getString("refresh_token")).then().statusCode(200);
    }

    @Test
    void withoutAHintThePersonIsAsked() {
        signIn("openid");
        Visit confirm = browser.get("/logout?client_id=intranet&post_logout_redirect_uri=" + BYE);
        assertThat(confirm.page()).isEqualTo("confirm-sign-out");
        assertThat(browser.get(intranet.request("openid").uri()).elsewhere())
                .as("still signed in")
                .isTrue();
        Visit after = browser.press(confirm, "#sign-out");
        assertThat(after.address().toString()).isEqualTo(BYE);
        assertSignedOut();
    }

    @Test
    void whoWantsToStayStays() {
        signIn("openid");
        Visit kept = browser.press(browser.get("/logout"), "#cancel");
        assertThat(kept.page()).isEqualTo("signed-out");
        assertThat(browser.get(intranet.request("openid").uri()).elsewhere()).isTrue();
    }

    @Test
    void anExpiredHintOfAnotherSessionAsksFirst() {
        JsonPath old = signIn("openid");
        browser.get("/logout?id_token_hint=" + old.getString("id_token"));
        signIn("openid");
        assertThat(browser.get("/logout?id_token_hint=" + old.getString("id_token"))
                        .page())
                .isEqualTo("confirm-sign-out");
    }

    @Test
    void nobodyIsSentToAnAddressThatIsNotRegistered() {
        JsonPath tokens = signIn("openid");
        for (String uri : List.of(
                "https://evil.example/",
                BYE + "/",
                BYE + "?x",
                "//evil.example",
                "/%5Cevil.example",
                "https://app.example.com/bye",
                "javascript:alert(1)")) {
            Visit refused = browser.get(
                    "/logout?id_token_hint=" + tokens.getString("id_token") + "&post_logout_redirect_uri=" + uri);
            assertThat(refused.page()).as(uri).isEqualTo("error");
        }
        assertThat(browser.get("/logout?post_logout_redirect_uri=" + BYE).page())
                .isEqualTo("error");
        assertThat(browser.get("/logout?client_id=web&id_token_hint=" + tokens.getString("id_token"))
                        .page())
                .isEqualTo("error");
        assertThat(browser.get("/logout?id_token_hint=" + tokens.getString("access_token"))
                        .page())
                .as("an access token is no ID token")
                .isEqualTo("error");
        assertThat(browser.get(intranet.request("openid").uri()).elsewhere())
                .as("still signed in")
                .isTrue();
    }

    @Test
    void anotherSiteCannotSignAPersonOut() {
        signIn("openid");
        Visit confirm = browser.get("/logout");
        List<Map.Entry<String, String>> withoutToken = List.of(Map.entry("action", "sign-out"));
        assertThat(browser.post(confirm.address().resolve("/logout/confirm"), withoutToken)
                        .page())
                .isEqualTo("error");
        assertThat(browser.get(intranet.request("openid").uri()).elsewhere()).isTrue();
    }

    @Test
    void whoIsNotSignedInIsToldSo() {
        assertThat(browser.get("/logout").page()).isEqualTo("signed-out");
    }

    private JsonPath signIn(String scope) {
        Request request = intranet.request(scope);
        return request.redeem(People.BOB.authorize(browser, request))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void assertSignedOut() {
        assertThat(browser.get(intranet.request("openid").uri()).page()).isEqualTo("login");
    }
}
