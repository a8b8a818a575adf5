package dev.limen.introspection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.jose.JwtSigner;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.support.Database;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.TestClock;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7662. */
@QuarkusTest
class IntrospectionTest {

    private static final URI PROVIDER = Provider.uri();
    private static final RelyingParty INTRANET = RelyingParty.intranet(PROVIDER);
    private static final RelyingParty OPAQUE = RelyingParty.opaque(PROVIDER);

    private final Visitor alice = new Visitor(PROVIDER, People.ALICE);

    @Inject
    Database database;

    @Inject
    TestClock clock;

    static Stream<RelyingParty> bothFormats() {
        return Stream.of(INTRANET, OPAQUE);
    }

    @AfterEach
    void restore() {
        clock.reset();
        database.enable(People.ALICE, true);
        database.enable(INTRANET, true);
        database.execute("update clients set client_id = 'always' where client_id = 'https://api.example.com'");
    }

    @ParameterizedTest
    @MethodSource("bothFormats")
    void describesALiveAccessToken(RelyingParty client) {
        JsonPath tokens = alice.tokens(client, "openid profile api:read");
        Map<String, Object> members = introspect(client, tokens.getString("access_token"));
        assertThat(members)
                .containsOnlyKeys(
                        "active",
                        "iss",
                        "sub",
                        "client_id",
                        "scope",
                        "iat",
                        "nbf",
                        "exp",
                        "aud",
                        "jti",
                        "token_type",
                        "username",
                        "auth_time",
                        "acr")
                .containsEntry("active", true)
                .containsEntry("iss", PROVIDER.toString())
                .containsEntry("sub", People.ALICE.sub())
                .containsEntry("client_id", client.clientId())
                .containsEntry("token_type", "Bearer")
                .containsEntry("username", "alice")
                .containsEntry("scope", tokens.getString("scope"));
        assertThat((Integer) members.get("exp") - (Integer) members.get("iat")).isEqualTo(600);
        assertThat(members.get("aud").toString()).contains("https://api.example.com");
    }

    @Test
    void describesALiveRefreshTokenToItsClient() {
        JsonPath tokens = alice.tokens(INTRANET, "openid offline_access");
        assertThat(introspect(INTRANET, tokens.getString("refresh_token")))
                .containsEntry("active", true)
                .containsEntry("client_id", "intranet")
                .containsKeys("exp", "iat", "sub", "scope")
                .doesNotContainKeys("token_type", "username", "jti");
        INTRANET.refresh(tokens.getString("refresh_token")).then().statusCode(200);
        inactive(INTRANET, tokens.getString("refresh_token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refresh_token", "something"})
    void aWrongHintChangesNothing(String hint) {
        String token = alice.accessToken(INTRANET, "openid");
        INTRANET.post("/introspect", Map.of("token", token, "token_type_hint", hint))
                .then()
                .statusCode(200)
                .body("active", equalTo(true));
    }

    @ParameterizedTest
    @MethodSource("bothFormats")
    void aTokenIsNoBusinessOfOthersUnlessItIsMeantForThem(RelyingParty client) {
        JsonPath tokens = alice.tokens(client, "openid offline_access api:read");
        RelyingParty other = RelyingParty.web(PROVIDER);
        inactive(other, tokens.getString("access_token"));
        inactive(other, tokens.getString("refresh_token"));
        database.execute("update clients set client_id = 'https://api.example.com' where client_id = 'always'");
        asResource(tokens.getString("access_token")).then().statusCode(200).body("active", equalTo(true));
        asResource(tokens.getString("refresh_token")).then().statusCode(200).body("active", equalTo(false));
        String notForIt = alice.accessToken(client, "openid");
        asResource(notForIt).then().statusCode(200).body("active", equalTo(false));
    }

    @Test
    void aResourceServerAsksAboutTheTokensOfItsResourceAlone() {
        RelyingParty reports = RelyingParty.reportsApi(PROVIDER);
        RelyingParty several = RelyingParty.several(PROVIDER);
        JsonPath tokens = alice.tokens(several, "openid offline_access reports:read");
        assertThat(introspect(reports, tokens.getString("access_token")))
                .containsEntry("active", true)
                .containsEntry("client_id", "several");
        inactive(reports, tokens.getString("refresh_token"));
        inactive(reports, alice.accessToken(several, "openid api:read"));
    }

    /** RFC 6749, section 2.3.1: both parts are form-encoded before they go into the header. */
    private static Response asResource(String token) {
        return given().auth()
                .preemptive()
                .basic("https%3A%2F%2Fapi.example.com", "always-secret-7Vb2mQx1")
                .formParam("token", token)
                .post("/introspect");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "e30.e30.e30", "a b\u0001c", "ü"})
    void whatIsUnknownIsInactive(String token) {
        inactive(INTRANET, token);
    }

    @Test
    void otherTokensOfOursAndForgeriesAreInactive() {
        JsonPath tokens = alice.tokens(INTRANET, "openid");
        inactive(INTRANET, tokens.getString("id_token"));
        Map<String, Object> claims =
                Visitor.claims(tokens.getString("access_token")).getMap("");
        inactive(INTRANET, new JwtSigner().sign(claims, "at+jwt", SigningPair.generate(SigningAlgorithm.RS256)));
        inactive(INTRANET, "a".repeat(20_000));
    }

    @ParameterizedTest
    @MethodSource("bothFormats")
    void whatIsRevokedIsInactive(RelyingParty client) {
        JsonPath tokens = alice.tokens(client, "openid offline_access");
        client.post("/revoke", Map.of("token", tokens.getString("access_token")));
        inactive(client, tokens.getString("access_token"));
        client.post("/revoke", Map.of("token", tokens.getString("refresh_token")));
        inactive(client, tokens.getString("refresh_token"));
    }

    @ParameterizedTest
    @MethodSource("bothFormats")
    void whatIsExpiredIsInactive(RelyingParty client) {
        JsonPath tokens = alice.tokens(client, "openid offline_access");
        clock.advance(Duration.ofSeconds(301));
        inactive(client, tokens.getString("access_token"));
        introspect(client, tokens.getString("refresh_token"));
        clock.advance(Duration.ofDays(91));
        inactive(client, tokens.getString("refresh_token"));
    }

    /** S9. */
    @ParameterizedTest
    @MethodSource("bothFormats")
    void whoIsDisabledHasNoActiveToken(RelyingParty client) {
        JsonPath tokens = alice.tokens(client, "openid offline_access");
        database.enable(People.ALICE, false);
        inactive(client, tokens.getString("access_token"));
        inactive(client, tokens.getString("refresh_token"));
    }

    /** S9. */
    @Test
    void aDisabledClientNeitherAsksNorHasActiveTokens() {
        database.execute("update clients set client_id = 'https://api.example.com' where client_id = 'always'");
        String token = alice.accessToken(INTRANET, "openid api:read");
        asResource(token).then().body("active", equalTo(true));
        database.enable(INTRANET, false);
        asResource(token).then().body("active", equalTo(false));
        refused(INTRANET.post("/introspect", Map.of("token", token)).then());
    }

    @Test
    void answersConfidentialClientsAlone() {
        RelyingParty spa = RelyingParty.spa(PROVIDER);
        String token = alice.accessToken(spa, "openid");
        refused(spa.post("/introspect", Map.of("token", token)).then());
        refused(given().formParam("token", token).post("/introspect").then());
        refused(given().auth()
                .preemptive()
                .basic("intranet", "wrong")
                .formParam("token", token)
                .post("/introspect")
                .then());
        refused(given().auth()
                .oauth2(token)
                .formParam("token", token)
                .post("/introspect")
                .then());
    }

    @Test
    void refusesRequestsThatAreNotWhole() {
        INTRANET.post("/introspect", Map.of()).then().statusCode(400).body("error", equalTo("invalid_request"));
        given().auth()
                .preemptive()
                .basic(INTRANET.clientId(), INTRANET.secret())
                .formParam("token", "a", "b")
                .post("/introspect")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        given().get("/introspect").then().statusCode(405);
    }

    private static void refused(ValidatableResponse answer) {
        answer.statusCode(401).body("error", equalTo("invalid_client"));
    }

    private static Map<String, Object> introspect(RelyingParty client, String token) {
        return client.post("/introspect", Map.of("token", token))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("active", equalTo(true))
                .extract()
                .jsonPath()
                .getMap("");
    }

    private static void inactive(RelyingParty client, String token) {
        Response answer = client.post("/introspect", Map.of("token", token));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).isEqualTo("{\"active\":false}");
    }
}
