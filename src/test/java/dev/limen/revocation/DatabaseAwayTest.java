package dev.limen.revocation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.limen.support.Database;
import dev.limen.support.FewConnections;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** S7: whoever cannot ask the database says so, and never that a token is good or has been revoked. */
@QuarkusTest
@TestProfile(FewConnections.class)
class DatabaseAwayTest {

    private static final URI PROVIDER = Provider.uri();
    private static final RelyingParty INTRANET = RelyingParty.intranet(PROVIDER);
    private static final RelyingParty OPAQUE = RelyingParty.opaque(PROVIDER);

    @Inject
    Database database;

    @Test
    void nothingIsSaidOfTokensThatCannotBeLookedUp() throws SQLException {
        Visitor alice = new Visitor(PROVIDER, People.ALICE);
        String jwt = alice.accessToken(INTRANET, "openid");
        String opaque = alice.accessToken(OPAQUE, "openid");
        database.away(() -> {
            unavailable(given().auth().oauth2(jwt).get("/userinfo").then());
            unavailable(given().auth().oauth2(opaque).get("/userinfo").then());
            unavailable(INTRANET.post("/introspect", Map.of("token", jwt)).then());
            unavailable(OPAQUE.post("/introspect", Map.of("token", opaque)).then());
            unavailable(INTRANET.post("/revoke", Map.of("token", jwt)).then());
            unavailable(OPAQUE.post("/revoke", Map.of("token", opaque)).then());
            given().get("/jwks").then().statusCode(200);
            given().get("/.well-known/openid-configuration").then().statusCode(200);
        });
        given().auth().oauth2(jwt).get("/userinfo").then().statusCode(200);
        OPAQUE.post("/introspect", Map.of("token", opaque)).then().body("active", equalTo(true));
        INTRANET.post("/revoke", Map.of("token", jwt)).then().statusCode(200);
        given().auth().oauth2(jwt).get("/userinfo").then().statusCode(401);
    }

    private static void unavailable(ValidatableResponse answer) {
        answer.statusCode(503)
                .header("Retry-After", notNullValue())
                .body("error", equalTo("temporarily_unavailable"))
                .body("active", nullValue())
                .body("sub", nullValue());
    }
}
