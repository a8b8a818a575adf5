package dev.limen.userinfo;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.limen.jose.JwtSigner;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.key.Keys;
import dev.limen.support.Database;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.TestClock;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Core 1.0, section 5.3; RFC 6750. */
@QuarkusTest
class UserinfoTest {

    private static final URI PROVIDER = Provider.uri();
    private static final RelyingParty INTRANET = RelyingParty.intranet(PROVIDER);
    private static final RelyingParty OPAQUE = RelyingParty.opaque(PROVIDER);

    private final Visitor alice = new Visitor(PROVIDER, People.ALICE);

    @Inject
    Database database;

    @Inject
    TestClock clock;

    @Inject
    Keys keys;

    @AfterEach
    void restore() {
        clock.reset();
        database.enable(People.ALICE, true);
        database.enable(INTRANET, true);
    }

    @Test
    void answersGetAndPostWithTheTokenInHeaderOrForm() {
        String token = alice.accessToken(INTRANET, "openid");
        ok(given().auth().oauth2(token).get("/userinfo").then());
        ok(given().auth().oauth2(token).post("/userinfo").then());
        ok(given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body("{}")
                .post("/userinfo")
                .then());
        ok(given().header("Authorization", "bearer " + token).get("/userinfo").then());
        ok(given().formParam("access_token", token).post("/userinfo").then());
        ok(given().auth()
                .oauth2(token)
                .formParam("other", "1")
                .post("/userinfo")
                .then());
    }

    private static void ok(ValidatableResponse answer) {
        answer.statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("sub", equalTo(People.ALICE.sub()));
    }

    @Test
    void givesTheClaimsOfTheScopeAndNoOther() {
        assertThat(claims("openid")).containsOnlyKeys("sub");
        assertThat(claims("openid email")).containsOnlyKeys("sub", "email", "email_verified");
        assertThat(claims("openid profile"))
                .containsEntry("name", "Alice Adams")
                .containsEntry("updated_at", 1750000000)
                .doesNotContainKeys("email", "phone_number", "address", "department", "roles", "groups");
        assertThat(claims("openid api:read")).containsOnlyKeys("sub", "department");
        assertThat(claims("openid memberships"))
                .containsOnlyKeys("sub", "roles", "groups")
                .containsEntry("groups", List.of("/engineering"));
    }

    /** RFC 9068, section 2.2.3.1. */
    @Test
    void aScopeThatGivesRolesAndGroupsGivesThemInTheAccessTokenToo() {
        assertThat(Visitor.claims(alice.accessToken(INTRANET, "openid memberships"))
                        .getMap(""))
                .containsEntry("roles", List.of("staff", "reader"))
                .containsEntry("groups", List.of("/engineering"));
        assertThat(Visitor.claims(alice.accessToken(INTRANET, "openid")).getMap(""))
                .doesNotContainKeys("roles", "groups");
    }

    @Test
    void givesClaimsThatWereAskedForOneByOne() {
        assertThat(claims("openid", "{\"userinfo\":{\"nickname\":null,\"email\":{\"essential\":true},\"none\":null}}"))
                .containsOnlyKeys("sub", "nickname", "email");
        assertThat(claims("openid", "{\"userinfo\":{\"locale\":{\"values\":[\"xx\",\"de-DE\"]}}}"))
                .containsEntry("locale", "de-DE");
        assertThat(claims("openid", "{\"userinfo\":{\"locale\":{\"value\":\"xx\"},\"sub\":{\"value\":\"mallory\"}}}"))
                .containsOnly(Map.entry("sub", People.ALICE.sub()));
        assertThat(claims("openid", "{\"id_token\":{\"nickname\":null}}")).containsOnlyKeys("sub");
        assertThat(claims("openid", "{\"userinfo\":{\"password_hash\":null,\"passwordHash\":null,\"id\":null}}"))
                .containsOnlyKeys("sub");
    }

    private Map<String, Object> claims(String scope) {
        return userinfo(alice.accessToken(INTRANET, scope));
    }

    private Map<String, Object> claims(String scope, String claims) {
        return userinfo(
                alice.tokens(INTRANET.request(scope).with("claims", claims)).getString("access_token"));
    }

    private static Map<String, Object> userinfo(String token) {
        return given().auth()
                .oauth2(token)
                .get("/userinfo")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("");
    }

    @Test
    void signsForAClientThatIsRegisteredSo() {
        String token = alice.accessToken(RelyingParty.webPost(PROVIDER), "openid profile");
        String jwt = given().auth()
                .oauth2(token)
                .get("/userinfo")
                .then()
                .statusCode(200)
                .contentType("application/jwt")
                .extract()
                .asString();
        assertThat(Visitor.header(jwt).getString("alg")).isEqualTo("RS256");
        assertThat(Visitor.header(jwt).getString("kid"))
                .isEqualTo(keys.active(SigningAlgorithm.RS256).kid());
        JsonPath claims = Visitor.claims(jwt);
        assertThat(claims.getString("iss")).isEqualTo(PROVIDER.toString());
        assertThat(claims.getString("aud")).isEqualTo("web-post");
        assertThat(claims.getString("sub")).isEqualTo(People.ALICE.sub());
        assertThat(claims.getString("name")).isEqualTo("Alice Adams");
        assertThat(claims.getMap("")).doesNotContainKey("exp");
    }

    /** RFC 6750, section 3.1: no error code where nothing was presented. */
    @Test
    void challengesWhoPresentsNothing() {
        for (ValidatableResponse answer : new ValidatableResponse[] {
            given().get("/userinfo").then(),
            given().post("/userinfo").then(),
            given().formParam("a", "b").post("/userinfo").then(),
            given().header("Authorization", "Basic d2ViOnNlY3JldA==")
                    .get("/userinfo")
                    .then(),
            given().formParam("access_token", "").post("/userinfo").then()
        }) {
            answer.statusCode(401)
                    .header("WWW-Authenticate", startsWith("Bearer realm=\"limen\", DPoP realm=\"limen\", algs="))
                    .header("WWW-Authenticate", not(containsString("error")))
                    .header("Cache-Control", "no-store");
        }
    }

    @Test
    void refusesTheTokenInTheQueryTwiceOrMalformed() {
        String token = alice.accessToken(INTRANET, "openid");
        for (ValidatableResponse answer : new ValidatableResponse[] {
            given().queryParam("access_token", token).get("/userinfo").then(),
            given().auth()
                    .oauth2(token)
                    .queryParam("access_token", token)
                    .get("/userinfo")
                    .then(),
            given().auth()
                    .oauth2(token)
                    .formParam("access_token", token)
                    .post("/userinfo")
                    .then(),
            given().formParam("access_token", token, token).post("/userinfo").then(),
            given().header("Authorization", "Bearer").get("/userinfo").then(),
            given().header("Authorization", "Bearer  ").get("/userinfo").then(),
            given().header("Authorization", "Bearer a b").get("/userinfo").then(),
            given().header("Authorization", "Bearer =").get("/userinfo").then(),
            given().header("Authorization", "Bearer \"" + token + "\"")
                    .get("/userinfo")
                    .then(),
            given().header("Authorization", "Bearer " + token, "Bearer " + token)
                    .get("/userinfo")
                    .then(),
            given().header("Authorization", "Bearer " + token, "Basic x")
                    .get("/userinfo")
                    .then()
        }) {
            answer.statusCode(400)
                    .header("WWW-Authenticate", containsString("error=\"invalid_request\""))
                    .body("error", equalTo("invalid_request"))
                    .body("sub", nullValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "e30.e30.e30", "a.b", "..", "~"})
    void refusesTokensThatAreNotOurs(String token) {
        invalid(token);
    }

    @Test
    void refusesHugeTokens() {
        invalid("a".repeat(7_000));
    }

    private static void invalid(String token) {
        given().header("Authorization", "Bearer " + token)
                .get("/userinfo")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                .header("WWW-Authenticate", not(containsString("revoked")))
                .body("error", equalTo("invalid_token"))
                .body("sub", nullValue());
    }

    @Test
    void refusesOtherKindsOfOurOwnTokens() {
        JsonPath tokens = alice.tokens(INTRANET, "openid offline_access");
        invalid(tokens.getString("id_token"));
        invalid(tokens.getString("refresh_token"));
    }

    /** S5. */
    @Test
    void refusesForgedTokens() {
        JsonPath claims = Visitor.claims(alice.accessToken(INTRANET, "openid"));
        Map<String, Object> forged = new LinkedHashMap<>(claims.getMap(""));
        SigningPair ours = keys.active(SigningAlgorithm.RS256);
        SigningPair stranger = SigningPair.generate(SigningAlgorithm.RS256);
        invalid(new JwtSigner().sign(forged, "at+jwt", stranger));
        invalid(new JwtSigner()
                .sign(
                        forged,
                        "at+jwt",
                        new SigningPair(ours.kid(), ours.algorithm(), stranger.privateKey(), stranger.publicKey())));
        invalid(new JwtSigner().sign(forged, "JWT", ours));
        forged.put("iss", "https://other.example");
        invalid(new JwtSigner().sign(forged, "at+jwt", ours));
    }

    @Test
    void refusesATokenForAnotherAudience() {
        JsonPath claims = Visitor.claims(alice.accessToken(INTRANET, "openid"));
        Map<String, Object> other = new LinkedHashMap<>(claims.getMap(""));
        other.put("aud", "https://api.example.com");
        invalid(new JwtSigner().sign(other, "at+jwt", keys.active(SigningAlgorithm.RS256)));
    }

    @Test
    void wantsTheScopeOpenid() {
        JsonPath claims = Visitor.claims(alice.accessToken(INTRANET, "openid"));
        Map<String, Object> less = new LinkedHashMap<>(claims.getMap(""));
        less.put("scope", "profile");
        String token = new JwtSigner().sign(less, "at+jwt", keys.active(SigningAlgorithm.RS256));
        given().auth()
                .oauth2(token)
                .get("/userinfo")
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", containsString("error=\"insufficient_scope\""))
                .body("error", equalTo("insufficient_scope"));
    }

    @Test
    void refusesExpiredTokensOfBothForms() {
        clock.stop();
        String jwt = alice.accessToken(INTRANET, "openid");
        String opaque = alice.accessToken(OPAQUE, "openid");
        clock.advance(Duration.ofSeconds(299));
        userinfo(jwt);
        userinfo(opaque);
        clock.advance(Duration.ofSeconds(2));
        invalid(jwt);
        invalid(opaque);
    }

    /** S9. */
    @Test
    void servesNobodyWhoIsDisabled() {
        String jwt = alice.accessToken(INTRANET, "openid");
        String opaque = alice.accessToken(OPAQUE, "openid");
        database.enable(People.ALICE, false);
        invalid(jwt);
        invalid(opaque);
        database.enable(People.ALICE, true);
        userinfo(jwt);
        database.enable(INTRANET, false);
        invalid(jwt);
        userinfo(opaque);
    }

    @Test
    void answersOtherMethodsWith405AndPreflightFromStrangersWithoutLeave() {
        given().delete("/userinfo").then().statusCode(405);
        given().header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "GET")
                .options("/userinfo")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", nullValue())
                .body(is(""));
    }

    @Test
    void letsScriptsOfARegisteredOriginRead() {
        RelyingParty spa = RelyingParty.spa(PROVIDER);
        String token = alice.accessToken(spa, "openid");
        given().header("Origin", "https://spa.example.com")
                .auth()
                .oauth2(token)
                .get("/userinfo")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "https://spa.example.com")
                .header("Vary", containsString("Origin"));
        given().header("Origin", "https://spa.example.com")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .options("/userinfo")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "https://spa.example.com")
                .header("Access-Control-Allow-Headers", containsString("Authorization"));
        given().header("Origin", "https://evil.example")
                .auth()
                .oauth2(token)
                .get("/userinfo")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }
}
