package dev.limen.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.support.Database;
import dev.limen.support.LegacyOn;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.Visitor;
import dev.limen.user.Users;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6749, section 4.3. */
@QuarkusTest
@TestProfile(LegacyOn.class)
class PasswordGrantTest {

    private static final URI PROVIDER = Provider.uri();
    private static final RelyingParty OLDER = RelyingParty.older(PROVIDER);

    @Inject
    Database database;

    @Inject
    Users users;

    @AfterEach
    void forget() {
        database.execute("delete from throttles");
        QuarkusTransaction.requiringNew().run(() -> users.byUsername("bob").ifPresent(users::enable));
    }

    @Test
    void thePasswordGivesTokens() {
        JsonPath tokens = ask("alice", People.ALICE.password(), "openid api:read")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        JsonPath claims = Visitor.claims(tokens.getString("id_token"));
        assertThat(claims.getString("sub")).isEqualTo(People.ALICE.sub());
        assertThat(claims.getList("amr")).isEqualTo(java.util.List.of("pwd"));
        assertThat(claims.getMap("")).containsKeys("auth_time", "acr").doesNotContainKeys("sid", "nonce");
        OLDER.refresh(tokens.getString("refresh_token")).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"alice, wrong", "nobody, wrong", "dave, dave-password-of-the-tests"})
    void whoeverIsNotLetInHearsTheSame(String username, String password) {
        ask(username, password, "openid")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"))
                .body("error_description", equalTo("the username or the password is not correct"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"username", "password"})
    void bothAreNeeded(String missing) {
        Map<String, String> form = form("alice", People.ALICE.password(), "openid");
        form.remove(missing);
        OLDER.token(form)
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"))
                .body("error_description", containsString(missing));
    }

    @Test
    void theScopeIsTheClients() {
        ask("alice", People.ALICE.password(), "openid address")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_scope"));
    }

    @Test
    void theClientIsHeardBeforeThePassword() {
        given().auth()
                .preemptive()
                .basic("older", "wrong")
                .formParams(form("alice", People.ALICE.password(), "openid"))
                .post("/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        RelyingParty.intranet(PROVIDER)
                .token(form("alice", People.ALICE.password(), "openid"))
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
    }

    /** The budget is that of the sign-in page. */
    @Test
    void guessesAreSlowed() {
        Response answer = ask("bob", "wrong", "openid");
        for (int i = 0; i < 10 && !answer.asString().contains("too many"); i++) {
            answer = ask("bob", "wrong", "openid");
        }
        answer.then().statusCode(400).body("error_description", containsString("too many failed attempts"));
        ask("bob", People.BOB.password(), "openid").then().statusCode(400);
    }

    /** S9. */
    @Test
    void everythingEndsWithTheAccount() {
        JsonPath tokens = ask("bob", People.BOB.password(), "openid").jsonPath();
        QuarkusTransaction.requiringNew().run(() -> users.byUsername("bob").ifPresent(users::disable));
        OLDER.refresh(tokens.getString("refresh_token")).then().statusCode(400);
        given().auth()
                .oauth2(tokens.getString("access_token"))
                .get("/userinfo")
                .then()
                .statusCode(401);
        ask("bob", People.BOB.password(), "openid").then().statusCode(400);
    }

    private static Response ask(String username, String password, String scope) {
        return OLDER.token(form(username, password, scope));
    }

    private static Map<String, String> form(String username, String password, String scope) {
        return new HashMap<>(
                Map.of("grant_type", "password", "username", username, "password", password, "scope", scope));
    }
}
