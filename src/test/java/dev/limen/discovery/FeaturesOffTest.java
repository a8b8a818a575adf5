package dev.limen.discovery;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An endpoint that is off answers 404 to every method and is absent from the metadata. */
@QuarkusTest
@TestProfile(FeaturesOffTest.Off.class)
class FeaturesOffTest {

    @ParameterizedTest
    @CsvSource({
        "/userinfo, userinfo_endpoint",
        "/introspect, introspection_endpoint",
        "/revoke, revocation_endpoint",
        "/logout, end_session_endpoint"
    })
    void isNotThere(String path, String member) {
        given().get("/.well-known/openid-configuration").then().statusCode(200).body("$", not(hasKey(member)));
        given().auth().oauth2("x").formParam("token", "x").post(path).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "userinfo_signing_alg_values_supported",
        "userinfo_encryption_alg_values_supported",
        "introspection_signing_alg_values_supported",
        "introspection_encryption_enc_values_supported",
        "introspection_endpoint_auth_methods_supported",
        "revocation_endpoint_auth_methods_supported"
    })
    void neitherIsWhatBelongsToIt(String member) {
        given().get("/.well-known/openid-configuration").then().body("$", not(hasKey(member)));
    }

    public static final class Off implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "limen.features.userinfo", "false",
                    "limen.features.introspection", "false",
                    "limen.features.revocation", "false",
                    "limen.features.logout", "false");
        }
    }
}
