package dev.limen.registration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the operator does not switch it on, nobody registers. */
@QuarkusTest
class RegistrationOffTest {

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"})
    void isAbsentFromTheMetadata(String document) {
        given().get(document).then().statusCode(200).body("$", not(hasKey("registration_endpoint")));
    }

    @Test
    void isNotThere() {
        Registrant.post(Registrant.metadata(Map.of())).then().statusCode(404);
        given().options("/register").then().statusCode(404);
        for (String method : new String[] {"GET", "DELETE", "OPTIONS"}) {
            given().auth()
                    .oauth2("A".repeat(43))
                    .request(method, "/register/web")
                    .then()
                    .statusCode(404);
        }
        given().auth()
                .oauth2("A".repeat(43))
                .contentType("application/json")
                .body("{}")
                .put("/register/web")
                .then()
                .statusCode(404);
    }
}
