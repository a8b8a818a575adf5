package dev.limen.revocation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.limen.support.Database;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7009. */
@QuarkusTest
class RevocationTest {

    private static final URI PROVIDER = Provider.uri();
    private static final RelyingParty INTRANET = RelyingParty.intranet(PROVIDER);
    private static final RelyingParty OPAQUE = RelyingParty.opaque(PROVIDER);

    private final Visitor alice = new Visitor(PROVIDER, People.ALICE);

    @Inject
    Database database;

    static Stream<RelyingParty> bothFormats() {
        return Stream.of(INTRANET, OPAQUE);
    }

    @ParameterizedTest
    @MethodSource("bothFormats")
    void anAccessTokenEndsAlone(RelyingParty client) {
        JsonPath tokens = alice.tokens(client, "openid offline_access");
        String other =
                client.refresh(tokens.getString("refresh_token")).jsonPath().getString("access_token");
        works(other);
        works(tokens.getString("access_token"));
        revoked(client.post("/revoke", Map.of("token", tokens.getString("access_token")))
                .then());
        fails(tokens.getString("access_token"));
        works(other);
    }

    @ParameterizedTest
    @MethodSource("bothFormats")
    void aRefreshTokenTakesItsGrantAlong(RelyingParty client) {
        JsonPath tokens = alice.tokens(client, "openid offline_access");
        JsonPath refreshed = client.refresh(tokens.getString("refresh_token")).jsonPath();
        revoked(client.post("/revoke", Map.of("token", refreshed.getString("refresh_token")))
                .then());
        fails(tokens.getString("access_token"));
        fails(refreshed.getString("access_token"));
        client.refresh(refreshed.getString("refresh_token"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));
    }

    @Test
    void aUsedRefreshTokenTakesItsGrantAlongToo() {
        JsonPath tokens = alice.tokens(INTRANET, "openid offline_access");
        JsonPath refreshed = INTRANET.refresh(tokens.getString("refresh_token")).jsonPath();
        revoked(INTRANET.post("/revoke", Map.of("token", tokens.getString("refresh_token")))
                .then());
        fails(refreshed.getString("access_token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refresh_token", "something"})
    void aWrongHintChangesNothing(String hint) {
        JsonPath tokens = alice.tokens(INTRANET, "openid offline_access");
        revoked(INTRANET.post("/revoke", Map.of("token", tokens.getString("access_token"), "token_type_hint", hint))
                .then());
        fails(tokens.getString("access_token"));
        revoked(INTRANET.post("/revoke", Map.of("token", tokens.getString("refresh_token"), "token_type_hint", hint))
                .then());
        INTRANET.refresh(tokens.getString("refresh_token")).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "e30.e30.e30", "a b\u0001c", "ü"})
    void whatIsUnknownIsOverAlready(String token) {
        revoked(INTRANET.post("/revoke", Map.of("token", token)).then());
    }

    @Test
    void revokingTwiceIsFine() {
        String token = alice.accessToken(INTRANET, "openid");
        revoked(INTRANET.post("/revoke", Map.of("token", token)).then());
        revoked(INTRANET.post("/revoke", Map.of("token", token)).then());
        fails(token);
    }

    @ParameterizedTest
    @MethodSource("bothFormats")
    void anotherClientsTokenStaysAsItIs(RelyingParty client) {
        RelyingParty other = RelyingParty.web(PROVIDER);
        JsonPath tokens = alice.tokens(client, "openid offline_access");
        revoked(other.post("/revoke", Map.of("token", tokens.getString("access_token")))
                .then());
        revoked(other.post("/revoke", Map.of("token", tokens.getString("refresh_token")))
                .then());
        works(tokens.getString("access_token"));
        client.refresh(tokens.getString("refresh_token")).then().statusCode(200);
    }

    @Test
    void aPublicClientRevokesItsOwn() {
        RelyingParty spa = RelyingParty.spa(PROVIDER);
        String token = alice.accessToken(spa, "openid");
        revoked(spa.post("/revoke", Map.of("token", token)).then());
        fails(token);
    }

    @Test
    void aTokenOfADisabledPersonCanBeRevokedAndStaysSo() {
        String token = alice.accessToken(INTRANET, "openid");
        database.enable(People.ALICE, false);
        try {
            revoked(INTRANET.post("/revoke", Map.of("token", token)).then());
        } finally {
            database.enable(People.ALICE, true);
        }
        fails(token);
    }

    @Test
    void refusesWhoDoesNotProveWhoTheyAreAndEndsNothing() {
        String token = alice.accessToken(INTRANET, "openid");
        for (ValidatableResponse answer : new ValidatableResponse[] {
            given().formParam("token", token).post("/revoke").then(),
            given().formParam("token", token)
                    .formParam("client_id", "intranet")
                    .post("/revoke")
                    .then(),
            given().auth()
                    .preemptive()
                    .basic("intranet", "wrong")
                    .formParam("token", token)
                    .post("/revoke")
                    .then(),
            given().auth()
                    .preemptive()
                    .basic("nobody", "wrong")
                    .formParam("token", token)
                    .post("/revoke")
                    .then(),
            given().auth()
                    .preemptive()
                    .basic("disabled", "disabled-secret-2Ld6nPw4")
                    .formParam("token", token)
                    .post("/revoke")
                    .then(),
        }) {
            answer.statusCode(401).body("error", equalTo("invalid_client")).header("Cache-Control", "no-store");
        }
        works(token);
    }

    @Test
    void refusesRequestsThatAreNotWhole() {
        String token = alice.accessToken(INTRANET, "openid");
        INTRANET.post("/revoke", Map.of()).then().statusCode(400).body("error", equalTo("invalid_request"));
        INTRANET.post("/revoke", Map.of("token", "")).then().statusCode(400).body("error", equalTo("invalid_request"));
        given().auth()
                .preemptive()
                .basic(INTRANET.clientId(), INTRANET.secret())
                .formParam("token", token, token)
                .post("/revoke")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        given().get("/revoke").then().statusCode(405);
        given().auth()
                .preemptive()
                .basic(INTRANET.clientId(), INTRANET.secret())
                .contentType("application/json")
                .body("{\"token\":\"x\"}")
                .post("/revoke")
                .then()
                .statusCode(415);
        works(token);
    }

    private static void revoked(ValidatableResponse answer) {
        answer.statusCode(200).header("Cache-Control", "no-store").body(is(""));
    }

    private static void works(String token) {
        given().auth().oauth2(token).get("/userinfo").then().statusCode(200);
    }

    private static void fails(String token) {
        given().auth().oauth2(token).get("/userinfo").then().statusCode(401);
    }
}
