package dev.limen.attack;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * S27: the character U+0000, which no grammar of the protocol has and which PostgreSQL cannot store, is the sender's
 * fault wherever it comes, and never a failure of ours.
 */
@QuarkusTest
class NulCharacterTest {

    private static final String NUL = "a\0b";

    private final URI provider = Provider.uri();
    private final RelyingParty intranet = RelyingParty.intranet(provider);

    static Stream<Arguments> parametersOfTheBackChannel() {
        return Stream.of(
                Arguments.of("/token", "grant_type"),
                Arguments.of("/token", "refresh_token"),
                Arguments.of("/token", "code"),
                Arguments.of("/token", "code_verifier"),
                Arguments.of("/token", "redirect_uri"),
                Arguments.of("/token", "scope"),
                Arguments.of("/token", "client_id"),
                Arguments.of("/token", "client_secret"),
                Arguments.of("/token", "of_a_stranger"),
                Arguments.of("/introspect", "token"),
                Arguments.of("/introspect", "token_type_hint"),
                Arguments.of("/introspect", "client_id"),
                Arguments.of("/revoke", "token"),
                Arguments.of("/revoke", "token_type_hint"),
                Arguments.of("/revoke", "client_id"));
    }

    @ParameterizedTest
    @MethodSource("parametersOfTheBackChannel")
    void isAnInvalidRequestToTheBackChannel(String path, String parameter) {
        intranet.post(path, Map.of(parameter, NUL)).then().statusCode(400).body("error", equalTo("invalid_request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/token", "/introspect", "/revoke"})
    void isNoClientInACredential(String path) {
        for (String pair : new String[] {"a\0b:secret", "a%00b:secret", "intranet:a\0b"}) {
            String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
            given().header("Authorization", "Basic " + basic)
                    .formParam("token", "x")
                    .post(provider.resolve(path))
                    .then()
                    .statusCode(401)
                    .body("error", equalTo("invalid_client"));
        }
    }

    /** Before it is certain who the client is, the person is told; afterwards the client. */
    @ParameterizedTest
    @ValueSource(strings = {"client_id", "redirect_uri"})
    void isShownToThePersonByAuthorize(String parameter) {
        Visit visit = authorize(intranet.request("openid").with(parameter, NUL));
        assertThat(visit.page()).isEqualTo("error");
        assertThat(visit.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "response_type",
                "response_mode",
                "scope",
                "state",
                "nonce",
                "prompt",
                "max_age",
                "claims",
                "login_hint",
                "id_token_hint",
                "ui_locales",
                "acr_values",
                "authorization_details",
                "claims_locales",
                "code_challenge",
                "of_a_stranger"
            })
    void isAnInvalidRequestToAuthorize(String parameter) {
        Visit visit = authorize(intranet.request("openid").with(parameter, NUL));
        assertThat(RelyingParty.answer(visit)).containsEntry("error", "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id_token_hint", "client_id", "post_logout_redirect_uri", "state", "logout_hint", "x"})
    void isAnInvalidRequestToLogout(String parameter) {
        Visit visit = new UserAgent(provider).get("/logout?" + parameter + "=a%00b");
        assertThat(visit.page()).isEqualTo("error");
        assertThat(visit.status()).isEqualTo(400);
    }

    @Test
    void isNoAccessToken() {
        given().formParam("access_token", NUL).post("/userinfo").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/authorize", "/logout", "/login/a%00b", "/consent/a%00b", "/a%00b"})
    void isNoFailureInANameOrAPath(String path) {
        given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .get(URI.create(provider + path + "?a%00b=1"))
                .then()
                .statusCode(lessThan(500));
    }

    private Visit authorize(Request request) {
        return new UserAgent(provider).get(request.uri());
    }
}
