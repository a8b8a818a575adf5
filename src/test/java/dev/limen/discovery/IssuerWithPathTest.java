package dev.limen.discovery;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.support.IssuerWithPath;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(IssuerWithPath.class)
class IssuerWithPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server",
                "/.well-known/oauth-authorization-server/tenants/one",
                "/.well-known/openid-configuration/tenants/one"
            })
    void isFoundByBothRules(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .body("issuer", equalTo(IssuerWithPath.ISSUER))
                .body("jwks_uri", equalTo(IssuerWithPath.ISSUER + "/jwks"));
    }

    @Test
    void speaksForNoOtherIssuer() {
        given().get("/.well-known/oauth-authorization-server/tenants/two")
                .then()
                .statusCode(404);
        given().get("/.well-known/oauth-authorization-server/tenants").then().statusCode(404);
    }
}
