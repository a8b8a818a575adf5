package dev.limen.conformance;

import static dev.limen.conformance.Walk.PROVIDER;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.jose.HalfHash;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.support.Jwt;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The profiles Implicit and Hybrid: OpenID Connect Core 1.0, sections 3.2 and 3.3; with Form Post as their response mode. */
@QuarkusTest
@TestProfile(ConformanceSetup.class)
class ImplicitAndHybridTest {

    private final RelyingParty client = Walk.client("client");
    private final UserAgent browser = new UserAgent(PROVIDER);

    /** Sections 3.2.2.5, 3.2.2.10, 3.3.2.5 and 3.3.2.11. */
    @ParameterizedTest
    @CsvSource({
        "id_token, id_token",
        "id_token token, id_token access_token",
        "code id_token, code id_token",
        "code token, code access_token",
        "code id_token token, code id_token access_token"
    })
    void theFragmentHasWhatTheResponseTypeSays(String type, String parameters) {
        Request request = request(type);
        Visit visit = Walk.through(browser, browser.get(request.uri()));
        assertThat(visit.address().getRawQuery()).isNull();
        Map<String, String> answer = RelyingParty.answer(visit);
        List<String> tokens = Arrays.asList(parameters.split(" "));
        for (String name : List.of("code", "id_token", "access_token")) {
            assertThat(answer.containsKey(name)).as(name).isEqualTo(tokens.contains(name));
        }
        assertThat(answer).containsEntry("state", request.get("state"));
        if (answer.containsKey("id_token")) {
            Map<String, Object> claims = Jwt.of(answer.get("id_token")).claims();
            assertThat(claims).containsEntry("nonce", request.get("nonce")).containsEntry("sub", Walk.SUB);
            assertThat(claims.get("at_hash")).isEqualTo(half(answer.get("access_token")));
            assertThat(claims.get("c_hash")).isEqualTo(half(answer.get("code")));
        }
        if (answer.containsKey("code")) {
            Map<String, String> form = new HashMap<>(request.redemption(answer));
            form.remove("code_verifier");
            client.token(form).then().statusCode(200);
        }
        if (answer.containsKey("access_token")) {
            given().auth()
                    .oauth2(answer.get("access_token"))
                    .get(PROVIDER.resolve("/userinfo"))
                    .then()
                    .statusCode(200);
        }
    }

    /** Sections 3.2.2.1 and 3.3.2.11. */
    @ParameterizedTest
    @ValueSource(strings = {"id_token", "id_token token", "code id_token", "code id_token token"})
    void anIdTokenNeedsANonce(String type) {
        assertThat(RelyingParty.answer(
                        browser.get(request(type).without("nonce").uri())))
                .containsEntry("error", "invalid_request")
                .doesNotContainKey("id_token");
    }

    /** OAuth 2.0 Form Post Response Mode, section 2; the profile Form Post for each response type. */
    @ParameterizedTest
    @ValueSource(strings = {"code", "id_token", "id_token token", "code id_token", "code token", "code id_token token"})
    void aFormBringsTheSame(String type) {
        Request request = request(type).with("response_mode", "form_post");
        Visit page = Walk.through(browser, browser.get(request.uri()));
        assertThat(page.page()).isEqualTo("form-post");
        assertThat(page.document().selectFirst("form").attr("action")).isEqualTo(Walk.CALLBACK);
        assertThat(page.document().selectFirst("form").attr("method")).isEqualToIgnoringCase("post");
        List<String> names = page.document().select("input[name]").eachAttr("name");
        assertThat(names).contains("state", "iss");
        assertThat(names.contains("code")).isEqualTo(type.contains("code"));
        assertThat(names.contains("id_token")).isEqualTo(type.contains("id_token"));
    }

    @Test
    void aFormBringsARefusalToo() {
        Request request = request("code").with("response_mode", "form_post").with("prompt", "none");
        Visit page = new UserAgent(PROVIDER).get(request.uri());
        assertThat(page.page()).isEqualTo("form-post");
        assertThat(page.document().selectFirst("input[name=error]").val()).isEqualTo("login_required");
    }

    private Request request(String type) {
        return Walk.plain(client, "openid").with("response_type", type);
    }

    private static String half(String value) {
        return value == null ? null : HalfHash.of(SigningAlgorithm.RS256, value);
    }
}
