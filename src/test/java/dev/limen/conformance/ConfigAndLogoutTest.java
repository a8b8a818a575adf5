package dev.limen.conformance;

import static dev.limen.conformance.Walk.PROVIDER;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The profiles Config (OpenID Connect Discovery 1.0) and RP-Initiated Logout (OpenID Connect RP-Initiated Logout 1.0). */
@QuarkusTest
@TestProfile(ConformanceSetup.class)
class ConfigAndLogoutTest {

    private static final String BACK = "https://localhost.emobix.co.uk:8443/test/a/limen/post_logout_redirect";

    private final RelyingParty client = Walk.client("client");
    private final UserAgent browser = new UserAgent(PROVIDER);

    /** Discovery, sections 3 and 4. */
    @Test
    void theDocumentSaysWhatIsRequired() {
        Map<String, Object> document = given().get(PROVIDER.resolve("/.well-known/openid-configuration"))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .jsonPath()
                .getMap("");
        assertThat(document)
                .containsEntry("issuer", PROVIDER.toString())
                .containsKeys(
                        "authorization_endpoint",
                        "token_endpoint",
                        "userinfo_endpoint",
                        "jwks_uri",
                        "scopes_supported",
                        "response_types_supported",
                        "subject_types_supported",
                        "id_token_signing_alg_values_supported",
                        "claims_supported",
                        "end_session_endpoint");
        assertThat(document.get("scopes_supported")).asList().contains("openid");
        assertThat(document.get("id_token_signing_alg_values_supported"))
                .asList()
                .contains("RS256");
        assertThat(document.get("response_types_supported"))
                .asList()
                .contains("code", "id_token", "id_token token", "code id_token", "code token", "code id_token token");
    }

    /** RFC 7517, section 5: public keys, each with a name of its own. */
    @Test
    void theKeysAreThere() {
        List<Map<String, Object>> keys =
                given().get(PROVIDER.resolve("/jwks")).jsonPath().getList("keys");
        assertThat(keys)
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key).containsKeys("kty", "kid").doesNotContainKeys("d", "p", "q", "k"));
        assertThat(keys.stream().map(key -> key.get("kid")).distinct()).hasSameSizeAs(keys);
    }

    /** RP-Initiated Logout, section 3: with a hint, the person goes back, and is signed out. */
    @Test
    void theClientSignsThePersonOut() {
        String hint = idToken();
        Visit visit = browser.get(logout(hint, BACK));
        Visit end = visit.page().equals("confirm-sign-out") ? browser.press(visit, "#sign-out") : visit;
        // the frames of front-channel logout come first, and the way back behind them
        assertThat(end.document().selectFirst("#return").attr("href")).isEqualTo(BACK + "?state=bye");
        assertThat(RelyingParty.answer(browser.get(
                        Walk.plain(client, "openid").with("prompt", "none").uri())))
                .containsEntry("error", "login_required");
    }

    /** Section 3: nobody is sent to an address that is not registered, or that no client asks for. */
    @Test
    void nobodyIsSentAstray() {
        String hint = idToken();
        for (URI address : List.of(
                logout(hint, BACK + "/other"),
                PROVIDER.resolve("/logout?post_logout_redirect_uri=" + encoded(BACK)),
                logout(hint + "x", BACK))) {
            Visit visit = browser.get(address);
            assertThat(visit.elsewhere()).as(address.toString()).isFalse();
        }
    }

    private String idToken() {
        Request request = Walk.plain(client, "openid");
        Map<String, String> form = new HashMap<>(request.redemption(Walk.answer(browser, request)));
        form.remove("code_verifier");
        return client.token(form).jsonPath().getString("id_token");
    }

    private static URI logout(String hint, String back) {
        return PROVIDER.resolve(
                "/logout?state=bye&id_token_hint=" + encoded(hint) + "&post_logout_redirect_uri=" + encoded(back));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
