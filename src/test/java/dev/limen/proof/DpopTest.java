package dev.limen.proof;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.limen.support.Database;
import dev.limen.support.DpopKey;
import dev.limen.support.DpopKey.Proof;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.TestClock;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9449 at the token and userinfo endpoints, where a nonce is offered but not demanded. */
@QuarkusTest
class DpopTest {

    private static final URI PROVIDER = Provider.uri();
    private static final URI TOKEN = PROVIDER.resolve("/token");
    private static final RelyingParty ROBOT = RelyingParty.robot(PROVIDER);

    private final DpopKey key = DpopKey.generate();

    @Inject
    TestClock clock;

    @Inject
    Database database;

    @AfterEach
    void restore() {
        clock.reset();
    }

    @Test
    void aTokenIsBoundToTheKey() {
        String token = ask(proof().jwt())
                .then()
                .statusCode(200)
                .body("token_type", equalTo("DPoP"))
                .extract()
                .path("access_token");
        assertThat(Visitor.claims(token).getMap("cnf")).isEqualTo(Map.of("jkt", key.jkt()));
    }

    /** Section 4.3, item 1. */
    @Test
    void moreThanOneProofIsRefused() {
        refused(ask(proof().jwt(), proof().jwt()), "invalid_dpop_proof");
    }

    @Test
    void whatIsNoProofOfThisRequestIsRefused() {
        refused(ask(""), "invalid_dpop_proof");
        refused(ask("x"), "invalid_dpop_proof");
        refused(ask(proof().header("typ", "JWT").jwt()), "invalid_dpop_proof");
        refused(ask(proof().header("jwk", DpopKey.generate().jwk()).jwt()), "invalid_dpop_proof");
        refused(ask(key.proof("GET", TOKEN).jwt()), "invalid_dpop_proof");
        refused(ask(key.proof("POST", PROVIDER.resolve("/userinfo")).jwt()), "invalid_dpop_proof");
        refused(ask(proof().claim("jti", null).jwt()), "invalid_dpop_proof");
        refused(
                ask(proof().claim("iat", now().minusSeconds(65).getEpochSecond())
                        .jwt()),
                "invalid_dpop_proof");
        refused(ask(proof().claim("iat", now().plusSeconds(65).getEpochSecond()).jwt()), "invalid_dpop_proof");
    }

    @Test
    void theClocksMayDiffer() {
        ask(proof().claim("iat", now().minusSeconds(50).getEpochSecond()).jwt())
                .then()
                .statusCode(200);
        ask(proof().claim("iat", now().plusSeconds(50).getEpochSecond()).jwt())
                .then()
                .statusCode(200);
    }

    /** The issuer's URL counts, not the name by which a request came. */
    @Test
    void theHostHeaderDecidesNothing() {
        String evil =
                key.proof("POST", URI.create("http://evil.example.com/token")).jwt();
        given().header("Host", "evil.example.com")
                .header("DPoP", evil)
                .auth()
                .preemptive()
                .basic("robot", ROBOT.secret())
                .formParam("grant_type", "client_credentials")
                .post(TOKEN)
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_dpop_proof"));
    }

    /** Section 11.1, S6. */
    @Test
    void aProofIsAcceptedOnce() {
        String proof = proof().jwt();
        ask(proof).then().statusCode(200);
        refused(ask(proof), "invalid_dpop_proof");
        refused(ask(proof().claim("jti", Visitor.claims(proof).getString("jti")).jwt()), "invalid_dpop_proof");
        // another key's proof of the same jti is another proof
        ask(DpopKey.generate()
                        .proof("POST", TOKEN)
                        .claim("jti", Visitor.claims(proof).getString("jti"))
                        .jwt())
                .then()
                .statusCode(200);
    }

    @Test
    void aProofIsAcceptedOnceAtUserinfo() {
        String token = new Visitor(PROVIDER, People.ALICE)
                .accessToken(RelyingParty.keyed(PROVIDER).proving(key), "openid");
        String proof = key.forUserinfo(PROVIDER, token);
        userinfo(token, proof).statusCode(200);
        userinfo(token, proof).statusCode(401).body("error", equalTo("invalid_dpop_proof"));
    }

    @Test
    void aRequestThatIsRefusedUsesItsProofUpToo() {
        String proof = proof().jwt();
        RelyingParty sending = ROBOT.sending(proof);
        refused(sending.token(Map.of("grant_type", "client_credentials", "scope", "openid")), "invalid_scope");
        refused(ask(proof), "invalid_dpop_proof");
    }

    @Test
    void whoIsNotAuthenticatedUsesNothingUp() {
        String proof = proof().jwt();
        given().header("DPoP", proof)
                .auth()
                .preemptive()
                .basic("robot", "wrong")
                .formParam("grant_type", "client_credentials")
                .post(TOKEN)
                .then()
                .statusCode(401);
        ask(proof).then().statusCode(200);
    }

    @Test
    void aUsedProofIsRememberedUntilItsAgeHasItRefused() {
        database.execute("delete from used_ids");
        String proof =
                proof().claim("iat", now().plusSeconds(50).getEpochSecond()).jwt();
        ask(proof).then().statusCode(200);
        assertThat(database.count("select count(*) from used_ids where expires_at > now() + interval '105 seconds'"))
                .isOne();
        clock.advance(Duration.ofSeconds(105));
        ask(proof).then().statusCode(400).body("error_description", containsString("used before"));
        clock.advance(Duration.ofSeconds(10));
        ask(proof).then().statusCode(400).body("error_description", containsString("too long ago"));
    }

    /** Section 8.2: whoever sends a proof learns the nonce for the next one. */
    @Test
    void everyAnswerToAProofHasANonce() {
        String nonce = nonce(ask(proof().jwt()));
        assertThat(nonce).isNotEmpty();
        assertThat(nonce(ask("x"))).isNotEmpty();
        ask().then().statusCode(200).header("DPoP-Nonce", nullValue());
        ask(proof().claim("nonce", nonce).jwt()).then().statusCode(200);
    }

    @Test
    void aNonceThatIsNotOfThisTimeIsRefusedWithANewOne() {
        clock.stop();
        String old = nonce(ask(proof().jwt()));
        clock.advance(Duration.ofMinutes(5));
        Response answer = ask(proof().claim("nonce", old).jwt());
        refused(answer, "use_dpop_nonce");
        assertThat(nonce(answer)).isNotEmpty().isNotEqualTo(old);
        refused(ask(proof().claim("nonce", "made-up").jwt()), "use_dpop_nonce");
        ask(proof().claim("nonce", nonce(answer)).jwt()).then().statusCode(200);
    }

    /** Section 4.3, item 11: the nonce tells the age, so a device whose clock is wrong can take part. */
    @Test
    void withANonceTheClientsClockDoesNotMatter() {
        String nonce = nonce(ask(proof().jwt()));
        ask(proof().claim("nonce", nonce).claim("iat", 1_000_000_000L).jwt())
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "%", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void dpopJktMustBeAThumbprint(String value) {
        given().urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .get(RelyingParty.intranet(PROVIDER)
                        .request("openid")
                        .with("dpop_jkt", value)
                        .uri())
                .then()
                .statusCode(303)
                .header("Location", containsString("error=invalid_request"));
    }

    /** A script reads the nonce and the challenge, and may send proofs. */
    @Test
    void aBrowserApplicationMaySendProofs() {
        String origin = "https://spa.example.com";
        for (String path : new String[] {"/token", "/userinfo"}) {
            given().header("Origin", origin)
                    .options(PROVIDER.resolve(path))
                    .then()
                    .statusCode(204)
                    .header("Access-Control-Allow-Headers", containsString("DPoP"));
        }
        given().header("Origin", origin)
                .header("DPoP", "x")
                .formParam("client_id", "spa")
                .post(TOKEN)
                .then()
                .header("Access-Control-Expose-Headers", containsString("DPoP-Nonce"))
                .header("Access-Control-Expose-Headers", containsString("WWW-Authenticate"));
    }

    @Test
    void theMetadataNamesTheAlgorithms() {
        assertThat(given().get(PROVIDER.resolve("/.well-known/oauth-authorization-server"))
                        .jsonPath()
                        .<String>getList("dpop_signing_alg_values_supported"))
                .contains("ES256", "EdDSA", "RS256")
                .doesNotContain("none", "HS256");
    }

    private Proof proof() {
        return key.proof("POST", TOKEN).claim("iat", now().getEpochSecond());
    }

    private Instant now() {
        return clock.instant();
    }

    private static Response ask(String... dpop) {
        return ROBOT.sending(dpop).token(Map.of("grant_type", "client_credentials", "scope", "api:read"));
    }

    private static ValidatableResponse userinfo(String token, String proof) {
        return given().header("Authorization", "DPoP " + token)
                .header("DPoP", proof)
                .get(PROVIDER.resolve("/userinfo"))
                .then();
    }

    private static String nonce(Response response) {
        return response.header("DPoP-Nonce");
    }

    private static void refused(Response response, String error) {
        response.then()
                .statusCode(400)
                .contentType("application/json")
                .body("error", equalTo(error))
                .body("access_token", nullValue());
    }
}
