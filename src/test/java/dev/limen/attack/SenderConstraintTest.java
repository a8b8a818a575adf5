package dev.limen.attack;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.limen.support.DpopKey;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S30: every use of something bound to a key, without the key or with another, is refused and uses nothing up. */
@QuarkusTest
class SenderConstraintTest {

    private static final URI PROVIDER = Provider.uri();

    private final DpopKey key = DpopKey.generate();
    private final DpopKey other = DpopKey.generate();
    private final RelyingParty spa = RelyingParty.spa(PROVIDER);
    private final RelyingParty keyed = RelyingParty.keyed(PROVIDER);

    /** RFC 9449, section 10. */
    @ParameterizedTest
    @ValueSource(strings = {"spa", "intranet"})
    void aCodeBoundToAKey(String name) {
        RelyingParty client = name.equals("spa") ? spa : RelyingParty.intranet(PROVIDER);
        Request request = client.request("openid").with("dpop_jkt", key.jkt());
        Map<String, String> answer = People.ALICE.authorize(new UserAgent(PROVIDER), request);

        refused(request.redeem(answer), "invalid_grant");
        refused(request.redeem(client.proving(other), answer), "invalid_grant");
        bound(request.redeem(client.proving(key), answer), key);
    }

    /** RFC 9449, section 5: a refresh token of a public client. */
    @Test
    void aRefreshTokenOfAPublicClient() {
        String refreshToken = tokens(spa.proving(key)).getString("refresh_token");

        refused(spa.refresh(refreshToken), "invalid_grant");
        refused(spa.proving(other).refresh(refreshToken), "invalid_grant");
        String second = bound(spa.proving(key).refresh(refreshToken), key).getString("refresh_token");

        // within the grace period a lost answer is given again, but not to a thief
        refused(spa.refresh(refreshToken), "invalid_grant");
        refused(spa.proving(other).refresh(refreshToken), "invalid_grant");
        refused(spa.refresh(second), "invalid_grant");
        bound(spa.proving(key).refresh(second), key);
    }

    @Test
    void aRefreshTokenOfAPublicClientIsBoundWhenTheKeyIsFirstShown() {
        String refreshToken = tokens(spa).getString("refresh_token");
        String second = bound(spa.proving(key).refresh(refreshToken), key).getString("refresh_token");
        refused(spa.refresh(second), "invalid_grant");
    }

    /** Its own authentication binds it; another key may be used, none may not. */
    @Test
    void aRefreshTokenOfAConfidentialClientThatRegisteredForProofs() {
        String refreshToken = tokens(keyed.proving(key)).getString("refresh_token");

        refused(keyed.refresh(refreshToken), "invalid_dpop_proof");
        bound(keyed.proving(other).refresh(refreshToken), other);
    }

    /** RFC 9449, section 5.2. */
    @Test
    void aClientThatRegisteredForProofsGetsNothingWithoutOne() {
        Request request = keyed.request("openid");
        Map<String, String> answer = People.ALICE.authorize(new UserAgent(PROVIDER), request);
        refused(request.redeem(answer), "invalid_dpop_proof");
        bound(request.redeem(keyed.proving(key), answer), key);

        Map<String, String> forItself = Map.of("grant_type", "client_credentials", "scope", "api:read");
        refused(keyed.token(forItself), "invalid_dpop_proof");
        bound(keyed.proving(key).token(forItself), key);
    }

    /** RFC 9449, sections 7.1 and 7.2. */
    @ParameterizedTest
    @ValueSource(strings = {"keyed", "opaque"})
    void anAccessTokenAtUserinfo(String name) {
        RelyingParty client = name.equals("keyed") ? keyed : RelyingParty.opaque(PROVIDER);
        String token = tokens(client.proving(key)).getString("access_token");
        URI url = PROVIDER.resolve("/userinfo");

        invalidToken(given().auth().oauth2(token).get(url).then());
        invalidToken(given().header("DPoP", key.forUserinfo(PROVIDER, token))
                .auth()
                .oauth2(token)
                .get(url)
                .then());
        invalidToken(given().formParam("access_token", token).post(url).then());
        invalidProof(given().header("Authorization", "DPoP " + token).get(url).then());
        invalidProof(userinfo(token, key.proof("GET", url).jwt()));
        invalidProof(userinfo(token, key.forUserinfo(PROVIDER, token + "x")));
        invalidProof(userinfo(token, key.proof("POST", url).with(token).jwt()));
        userinfo(token, other.forUserinfo(PROVIDER, token))
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("DPoP realm=\"limen\", error=\"invalid_token\""));
        userinfo(token, key.forUserinfo(PROVIDER, token)).statusCode(200).body("sub", equalTo(People.ALICE.sub()));
    }

    private static ValidatableResponse userinfo(String token, String proof) {
        return given().header("Authorization", "DPoP " + token)
                .header("DPoP", proof)
                .get(PROVIDER.resolve("/userinfo"))
                .then();
    }

    private static void invalidToken(ValidatableResponse answer) {
        answer.statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer realm=\"limen\", error=\"invalid_token\""))
                .header("WWW-Authenticate", containsString(", DPoP realm=\"limen\", algs=\"RS256 "))
                .body("sub", nullValue());
    }

    private static void invalidProof(ValidatableResponse answer) {
        answer.statusCode(401)
                .header("WWW-Authenticate", startsWith("DPoP realm=\"limen\", error=\"invalid_dpop_proof\""))
                .header("WWW-Authenticate", containsString(", algs=\"RS256 "))
                .body("sub", nullValue());
    }

    /** A token that is bound to nothing gains nothing by the other scheme. */
    @Test
    void aBearerTokenWithTheSchemeDpop() {
        String token = tokens(spa).getString("access_token");
        userinfo(token, key.forUserinfo(PROVIDER, token))
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("DPoP realm=\"limen\", error=\"invalid_token\""));
    }

    /** RFC 9449, section 6.2. */
    @Test
    void introspectionTellsWhatATokenIsBoundTo() {
        JsonPath tokens = tokens(keyed.proving(key));
        keyed.post("/introspect", Map.of("token", tokens.getString("access_token")))
                .then()
                .statusCode(200)
                .body("active", equalTo(true))
                .body("token_type", equalTo("DPoP"))
                .body("cnf.jkt", equalTo(key.jkt()));
        keyed.post("/introspect", Map.of("token", tokens.getString("refresh_token")))
                .then()
                .body("active", equalTo(true))
                .body("cnf", nullValue());
    }

    /** Who ends a token needs no proof: that it is stolen may be the reason. */
    @Test
    void itsClientRevokesIt() {
        String token = tokens(keyed.proving(key)).getString("access_token");
        keyed.post("/revoke", Map.of("token", token)).then().statusCode(200);
        userinfo(token, key.forUserinfo(PROVIDER, token)).statusCode(401);
    }

    private static JsonPath tokens(RelyingParty client) {
        return new Visitor(PROVIDER, People.ALICE).tokens(client, "openid");
    }

    private static JsonPath bound(Response response, DpopKey key) {
        JsonPath answer = response.then()
                .statusCode(200)
                .body("token_type", equalTo("DPoP"))
                .extract()
                .jsonPath();
        assertThat(Visitor.claims(answer.getString("access_token")).getString("cnf.jkt"))
                .isEqualTo(key.jkt());
        return answer;
    }

    private static void refused(Response response, String error) {
        response.then().statusCode(400).body("error", equalTo(error)).body("access_token", nullValue());
    }
}
