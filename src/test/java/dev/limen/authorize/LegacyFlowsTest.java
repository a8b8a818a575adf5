package dev.limen.authorize;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import dev.limen.jose.HalfHash;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.support.Database;
import dev.limen.support.LegacyOn;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Core 1.0, sections 3.2 and 3.3. */
@QuarkusTest
@TestProfile(LegacyOn.class)
class LegacyFlowsTest {

    private static final URI PROVIDER = Provider.uri();
    private static final RelyingParty OLDER = RelyingParty.older(PROVIDER);
    private static final String SCOPE = "openid profile email";

    private final UserAgent browser = new UserAgent(PROVIDER);

    @Inject
    Database database;

    @ParameterizedTest
    @CsvSource({
        "id_token, id_token",
        "token, access_token token_type expires_in scope",
        "id_token token, id_token access_token token_type expires_in scope",
        "token id_token, id_token access_token token_type expires_in scope",
        "code id_token, code id_token",
        "code token, code access_token token_type expires_in scope",
        "code id_token token, code id_token access_token token_type expires_in scope"
    })
    void theFragmentHasWhatWasAskedForAndNoMore(String type, String parameters) {
        Request request = request(type);
        Visit visit = visit(request);
        assertThat(visit.address().getRawQuery()).isNull();
        Map<String, String> answer = RelyingParty.answer(visit);
        Set<String> expected = new java.util.HashSet<>(Set.of(parameters.split(" ")));
        expected.addAll(Set.of("state", "iss", "session_state"));
        assertThat(answer.keySet()).isEqualTo(expected);
        assertThat(answer).containsEntry("state", request.get("state"));
        if (answer.containsKey("id_token")) {
            idToken(answer, request);
        }
        if (answer.containsKey("access_token")) {
            userinfo(answer.get("access_token"), 200);
        }
    }

    private static void idToken(Map<String, String> answer, Request request) {
        Map<String, Object> claims = Visitor.claims(answer.get("id_token")).getMap("");
        assertThat(claims)
                .containsEntry("nonce", request.get("nonce"))
                .containsEntry("aud", "older")
                .containsEntry("sub", People.ALICE.sub());
        assertThat(claims.get("at_hash")).isEqualTo(half(answer.get("access_token")));
        assertThat(claims.get("c_hash")).isEqualTo(half(answer.get("code")));
    }

    private static String half(String value) {
        return value == null ? null : HalfHash.of(SigningAlgorithm.RS256, value);
    }

    /** JARM, sections 2.3.1 and 2.3.4: not in a query, unless nobody but the client can read it. */
    @Test
    void aTokenInAJwtIsInTheFragmentToo() {
        for (String mode : new String[] {"jwt", "fragment.jwt"}) {
            Visit visit = visit(request("id_token token").with("response_mode", mode));
            assertThat(visit.address().getRawQuery()).isNull();
            Map<String, Object> claims =
                    Visitor.claims(RelyingParty.answer(visit).get("response")).getMap("");
            assertThat(claims)
                    .containsKeys("id_token", "access_token", "state", "exp")
                    .containsEntry("aud", "older");
        }
        Visit refused = visit(request("id_token").with("response_mode", "query.jwt"));
        assertThat(refused.address().getRawQuery()).isNull();
        assertThat(Visitor.claims(RelyingParty.answer(refused).get("response")).getString("error"))
                .isEqualTo("invalid_request");
    }

    /** Section 5.4. */
    @Test
    void withoutAnAccessTokenTheIdTokenSaysWhatUserinfoWould() {
        assertThat(claims("id_token")).containsEntry("email", "alice@example.com");
        assertThat(claims("id_token token")).doesNotContainKey("email");
        assertThat(claims("code id_token")).doesNotContainKey("email");
    }

    /** Section 8: tokens of the front are about the same person as those of the token endpoint. */
    @Test
    void aPairwiseSubjectIsTheSameInFront() {
        database.execute("update clients set metadata = metadata || '{\"subject_type\": \"pairwise\"}'"
                + " where client_id = 'older'");
        try {
            Request request = request("code id_token token");
            Map<String, String> answer = RelyingParty.answer(visit(request));
            String sub = Visitor.claims(answer.get("id_token")).getString("sub");
            assertThat(sub).hasSize(43);
            assertThat(Visitor.claims(answer.get("access_token")).getString("sub"))
                    .isEqualTo(sub);
            String redeemed = request.redeem(answer).jsonPath().getString("id_token");
            assertThat(Visitor.claims(redeemed).getString("sub")).isEqualTo(sub);
        } finally {
            database.execute("update clients set metadata = metadata - 'subject_type' where client_id = 'older'");
        }
    }

    private Map<String, Object> claims(String type) {
        return Visitor.claims(RelyingParty.answer(visit(request(type))).get("id_token"))
                .getMap("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"code id_token", "code token", "code id_token token"})
    void theCodeIsRedeemedAsAnyOther(String type) {
        Request request = request(type);
        Map<String, String> answer = RelyingParty.answer(visit(request));
        JsonPath tokens =
                request.redeem(answer).then().statusCode(200).extract().jsonPath();
        JsonPath claims = Visitor.claims(tokens.getString("id_token"));
        assertThat(claims.getString("nonce")).isEqualTo(request.get("nonce"));
        assertThat(claims.getString("sub")).isEqualTo(People.ALICE.sub());
        assertThat(claims.getString("at_hash")).isEqualTo(half(tokens.getString("access_token")));
        assertThat(tokens.getString("refresh_token")).isNotEmpty();
    }

    /** RFC 6749, section 4.1.2: what came of a code that is replayed ends, whichever endpoint gave it. */
    @Test
    void aReplayedCodeEndsTheTokenOfTheFrontToo() {
        Request request = request("code token");
        Map<String, String> answer = RelyingParty.answer(visit(request));
        request.redeem(answer).then().statusCode(200);
        userinfo(answer.get("access_token"), 200);
        request.redeem(answer).then().statusCode(400).body("error", equalTo("invalid_grant"));
        userinfo(answer.get("access_token"), 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id_token", "id_token token", "code id_token", "code id_token token"})
    void anIdTokenNeedsNonceAndOpenid(String type) {
        refused(request(type).without("nonce"), "invalid_request");
        refused(request(type).with("scope", "profile"), "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "code token"})
    void otherTokensDoNot(String type) {
        assertThat(RelyingParty.answer(visit(request(type).without("nonce").with("scope", "profile"))))
                .containsKey("access_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id_token", "token", "code id_token", "code token", "code id_token token"})
    void noTokenGoesIntoTheQuery(String type) {
        refused(request(type).with("response_mode", "query"), "invalid_request");
    }

    @Test
    void aFormIsAsGoodAsAFragment() {
        Visit visit = visit(request("code id_token").with("response_mode", "form_post"));
        assertThat(visit.page()).isEqualTo("form-post");
        assertThat(visit.body()).contains("name=\"id_token\"").contains("name=\"code\"");
    }

    /** RFC 7636 is about codes; RFC 9700, section 2.1.1. */
    @Test
    void theChallengeIsForCodesAlone() {
        assertThat(RelyingParty.answer(
                        visit(request("id_token").without("code_challenge").without("code_challenge_method"))))
                .containsKey("id_token");
        refused(request("code id_token").without("code_challenge").without("code_challenge_method"), "invalid_request");
    }

    @Test
    void aClientThatIsNotRegisteredForItIsRefusedInTheFragment() {
        Visit visit = visit(RelyingParty.intranet(PROVIDER).request(SCOPE).with("response_type", "id_token"));
        assertThat(visit.address().getRawFragment()).contains("error=unauthorized_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "code code", "code none", "id_token  token", "CODE"})
    void whatIsNoResponseTypeIsRefused(String type) {
        refused(request(type), "unsupported_response_type");
    }

    /** Section 11: offline access is for refresh tokens, and here comes none. */
    @Test
    void offlineAccessNeedsACode() {
        Map<String, String> answer =
                RelyingParty.answer(visit(request("token").with("scope", "openid offline_access")));
        assertThat(answer).containsEntry("scope", "openid").doesNotContainKey("refresh_token");
    }

    /** What is not granted is not asked for either. */
    @Test
    void nobodyIsAskedForOfflineAccessWithoutACode() {
        Request request =
                request("token").with("scope", "openid offline_access").with("prompt", "consent");
        assertThat(visit(request).document().select(".permissions li").eachText())
                .containsExactly("Recognize you when you sign in");
        assertThat(visit(request.with("response_type", "code token"))
                        .document()
                        .select(".permissions li")
                        .eachText())
                .hasSize(2);
    }

    @Test
    void silentRequestsAreAnsweredInTheFragmentToo() {
        UserAgent stranger = new UserAgent(PROVIDER);
        Visit visit = stranger.get(request("id_token").with("prompt", "none").uri());
        assertThat(visit.address().getRawFragment()).contains("error=login_required");
    }

    @Test
    void theMetadataSayIt() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body("response_types_supported", hasItems("code", "id_token", "code id_token token"))
                .body("grant_types_supported", hasItem("implicit"))
                .body("grant_types_supported", hasItem("password"));
    }

    private Request request(String type) {
        return OLDER.request(SCOPE).with("response_type", type);
    }

    /** RFC 9396, section 7: what a token is good for is said wherever it is given. */
    @Test
    void authorizationDetailsAreSaidBesideTheToken() {
        String details = "[{\"type\":\"folder_access\",\"path\":\"/\"}]";
        Request request =
                request("token").with("authorization_details", details).without("scope");
        Map<String, String> answer = RelyingParty.answer(visit(request));
        assertThat(JsonPath.from(answer.get("authorization_details")).getString("[0].path"))
                .isEqualTo("/");
        assertThat(answer).containsKey("access_token").doesNotContainKey("scope");
    }

    private Visit visit(Request request) {
        Visit visit = browser.get(request.uri());
        return visit.page().equals("login") ? People.ALICE.signIn(browser, visit) : visit;
    }

    private void refused(Request request, String error) {
        Map<String, String> answer = new HashMap<>(RelyingParty.answer(browser.get(request.uri())));
        assertThat(answer).containsEntry("error", error).doesNotContainKeys("code", "id_token", "access_token");
    }

    private static void userinfo(String token, int status) {
        given().auth().oauth2(token).get("/userinfo").then().statusCode(status);
    }
}
