package dev.limen.userinfo;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.Jwt;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Claims in languages (OpenID Connect Core 1.0, section 5.2). */
@QuarkusTest
class ClaimsLanguagesTest {

    private static final String KANA = "アリス・アダムス";

    private final URI provider = Provider.uri();
    private final RelyingParty intranet = RelyingParty.intranet(provider);
    private final UserAgent browser = new UserAgent(provider);

    @Test
    void withoutAWishTheyComeWithoutALanguage() {
        assertThat(userinfo(intranet.request("openid profile")))
                .containsEntry("name", "Alice Adams")
                .doesNotContainKeys("name#de", "name#ja-Kana-JP");
    }

    @Test
    void inOneLanguageTheyKeepTheirNames() {
        assertThat(userinfo(intranet.request("openid profile").with("claims_locales", "de-AT")))
                .containsEntry("name", "Alice von Adams")
                .containsEntry("given_name", "Alice")
                .doesNotContainKey("name#de");
        assertThat(userinfo(intranet.request("openid profile").with("claims_locales", "fr")))
                .containsEntry("name", "Alice Adams");
    }

    @Test
    void inSeveralEachHasItsLanguage() {
        assertThat(userinfo(intranet.request("openid profile").with("claims_locales", "ja fr de")))
                .containsEntry("name", "Alice Adams")
                .containsEntry("name#ja-Kana-JP", KANA)
                .containsEntry("name#de", "Alice von Adams")
                .containsEntry("family_name#ja-Kana-JP", "アダムス")
                .doesNotContainKey("family_name#de");
    }

    @Test
    void oneByOneTheyComeInTheNearestLanguageOrWithout() {
        String claims = "{\"userinfo\":{\"name#JA\":null,\"family_name#ja-Kana-JP\":null,\"given_name#fr\":null,"
                + "\"nickname#de\":{\"value\":\"another\"}},\"id_token\":{\"name#de-CH\":{\"essential\":true}}}";
        JsonPath tokens = tokens(intranet.request("openid").with("claims", claims));
        assertThat(userinfo(tokens))
                .containsOnly(
                        Map.entry("sub", People.ALICE.sub()),
                        Map.entry("name#ja-Kana-JP", KANA),
                        Map.entry("family_name#ja-Kana-JP", "アダムス"),
                        Map.entry("given_name", "Alice"));
        assertThat(Jwt.of(tokens.getString("id_token")).claims()).containsEntry("name#de", "Alice von Adams");
    }

    /** Whoever may see a name may see it in every language; and whoever may not, not by asking for it in one. */
    @Test
    void consentIsForAClaimAndNotForItsLanguages() {
        RelyingParty web = RelyingParty.web(provider);
        Visit page = browser.get(web.request("openid")
                .with("prompt", "consent")
                .with("claims", "{\"userinfo\":{\"birthdate#ja\":null,\"birthdate\":null}}")
                .uri());
        Visit consent = page.page().equals("login") ? People.ALICE.signIn(browser, page) : page;
        assertThat(consent.document().select(".permissions .detail").eachText()).containsExactly("birthdate");

        Visit profile = browser.get(web.request("openid profile")
                .with("prompt", "consent")
                .with("claims", "{\"userinfo\":{\"name#ja\":null}}")
                .uri());
        assertThat(profile.document().select(".permissions .detail")).isEmpty();
    }

    private JsonPath tokens(Request request) {
        return request.redeem(People.ALICE.authorize(browser, request))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private Map<String, Object> userinfo(Request request) {
        return userinfo(tokens(request));
    }

    private static Map<String, Object> userinfo(JsonPath tokens) {
        return given().auth()
                .oauth2(tokens.getString("access_token"))
                .get("/userinfo")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("");
    }
}
