package dev.limen.discovery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.limen.protocol.ClientMetadata;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DiscoveryTest {

    private static final String[] ASSERTION_ALGORITHMS = {"HS256", "RS256", "PS256", "ES256", "EdDSA"};
    private static final String CONFIGURATION = "/.well-known/openid-configuration";

    @Inject
    @ConfigProperty(name = "limen.issuer")
    String issuer;

    @Test
    void publishesWhatDiscoveryRequires() {
        given().get(CONFIGURATION)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("issuer", equalTo(issuer))
                .body("jwks_uri", equalTo(issuer + "/jwks"))
                .body("subject_types_supported", equalTo(List.of("public", "pairwise")))
                .body(
                        "id_token_signing_alg_values_supported",
                        contains("RS256", "PS256", "ES256", "EdDSA", "HS256", "HS384", "HS512"))
                .body("scopes_supported", hasItems("openid", "profile", "email", "offline_access"))
                .body("claims_supported", hasItems("sub", "iss", "auth_time", "name", "email"))
                .body("ui_locales_supported", hasItems("en", "de", "fr", "es", "ja"));
    }

    @Test
    void publishesWhatTheEndpointsCanDo() {
        given().get(CONFIGURATION)
                .then()
                .body("authorization_endpoint", equalTo(issuer + "/authorize"))
                .body("token_endpoint", equalTo(issuer + "/token"))
                .body("userinfo_endpoint", equalTo(issuer + "/userinfo"))
                .body("revocation_endpoint", equalTo(issuer + "/revoke"))
                .body("introspection_endpoint", equalTo(issuer + "/introspect"))
                .body("device_authorization_endpoint", equalTo(issuer + "/device_authorization"))
                .body("backchannel_authentication_endpoint", equalTo(issuer + "/bc-authorize"))
                .body("backchannel_token_delivery_modes_supported", contains("poll", "ping"))
                .body("backchannel_user_code_parameter_supported", equalTo(false))
                .body(
                        "backchannel_authentication_request_signing_alg_values_supported",
                        hasItems("PS256", "ES256", "EdDSA"))
                .body("end_session_endpoint", equalTo(issuer + "/logout"))
                .body("response_types_supported", equalTo(List.of("code")))
                .body(
                        "response_modes_supported",
                        containsInAnyOrder(
                                "query", "fragment", "form_post", "query.jwt", "fragment.jwt", "form_post.jwt", "jwt"))
                .body(
                        "grant_types_supported",
                        hasItems("authorization_code", "refresh_token", ClientMetadata.DEVICE_CODE))
                .body("code_challenge_methods_supported", equalTo(List.of("S256")))
                .body("authorization_response_iss_parameter_supported", equalTo(true))
                .body("prompt_values_supported", containsInAnyOrder("none", "login", "consent", "select_account"))
                .body("display_values_supported", hasItem("page"))
                .body("acr_values_supported", not(empty()))
                .body("claims_parameter_supported", equalTo(true))
                .body("claim_types_supported", equalTo(List.of("normal")))
                .body("request_parameter_supported", equalTo(true))
                .body("request_uri_parameter_supported", equalTo(true))
                .body("require_request_uri_registration", equalTo(true))
                .body("require_signed_request_object", equalTo(false))
                .body(
                        "request_object_signing_alg_values_supported",
                        hasItems("none", "RS256", "PS256", "ES256", "HS256"))
                .body("request_object_encryption_alg_values_supported", hasItems("RSA-OAEP-256", "ECDH-ES", "dir"))
                .body("request_object_encryption_enc_values_supported", hasItems("A128CBC-HS256", "A256GCM"))
                .body("pushed_authorization_request_endpoint", equalTo(issuer + "/par"))
                .body("require_pushed_authorization_requests", equalTo(false))
                .body(
                        "userinfo_signing_alg_values_supported",
                        contains("RS256", "PS256", "ES256", "EdDSA", "HS256", "HS384", "HS512"))
                .body("token_endpoint_auth_methods_supported", containsInAnyOrder(withNone()))
                .body("revocation_endpoint_auth_methods_supported", containsInAnyOrder(withNone()))
                .body(
                        "introspection_endpoint_auth_methods_supported",
                        containsInAnyOrder(
                                "client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt"))
                .body("token_endpoint_auth_signing_alg_values_supported", hasItems(ASSERTION_ALGORITHMS))
                .body("revocation_endpoint_auth_signing_alg_values_supported", hasItems(ASSERTION_ALGORITHMS))
                .body("introspection_endpoint_auth_signing_alg_values_supported", hasItems(ASSERTION_ALGORITHMS))
                .body("mtls_endpoint_aliases", nullValue());
    }

    /** OpenID Connect Discovery 1.0, section 3; RFC 9701, section 7. */
    @ParameterizedTest
    @ValueSource(strings = {"id_token", "userinfo", "introspection", "authorization"})
    void publishesHowAnswersAreEncrypted(String what) {
        given().get(CONFIGURATION)
                .then()
                .body(
                        what + "_encryption_alg_values_supported",
                        contains(
                                "RSA-OAEP-256",
                                "ECDH-ES",
                                "ECDH-ES+A128KW",
                                "ECDH-ES+A256KW",
                                "A128KW",
                                "A256KW",
                                "dir"))
                .body(
                        what + "_encryption_enc_values_supported",
                        containsInAnyOrder("A128CBC-HS256", "A256CBC-HS512", "A128GCM", "A256GCM"));
    }

    /** What a resource server verifies is signed for everyone. */
    @Test
    void publishesHowIntrospectionAnswersAreSigned() {
        given().get(CONFIGURATION)
                .then()
                .body("introspection_signing_alg_values_supported", contains("RS256", "PS256", "ES256", "EdDSA"));
    }

    private static String[] withNone() {
        return new String[] {"client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none"
        };
    }

    /** Nothing relative, nothing of another host: every endpoint lies below the issuer. */
    @Test
    void publishesAbsoluteAddressesBelowTheIssuer() {
        Map<String, Object> metadata =
                given().get(CONFIGURATION).then().extract().jsonPath().getMap("");
        assertThat(metadata.entrySet())
                .filteredOn(m -> m.getKey().endsWith("_endpoint") || m.getKey().endsWith("_uri"))
                .hasSizeGreaterThan(6)
                .allSatisfy(m -> assertThat(m.getValue().toString()).startsWith(issuer + "/"));
    }

    /** RFC 8414, section 3.2: a member without a value is left out. */
    @Test
    void leavesOutWhatHasNoValue() {
        Map<String, Object> metadata =
                given().get(CONFIGURATION).then().extract().jsonPath().getMap("");
        assertThat(metadata.values()).doesNotContain(List.of(), "").doesNotContainNull();
    }

    @Test
    void isTheMetadataOfRfc8414Too() {
        assertThat(given().get("/.well-known/oauth-authorization-server").asString())
                .isEqualTo(given().get(CONFIGURATION).asString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CONFIGURATION + "/other",
                "/.well-known/oauth-authorization-server/other",
                "/.well-known/oauth-authorization-serverx",
                "/.well-known/other"
            })
    void speaksForNoOtherIssuer(String path) {
        given().get(path).then().statusCode(404);
    }

    @Test
    void publishesThePublicHalvesOfTheKeysAlone() {
        List<Map<String, Object>> keys = given().get("/jwks")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .path("keys");
        assertThat(keys)
                .filteredOn("use", "sig")
                .extracting(k -> k.get("alg"))
                .containsExactlyInAnyOrder("RS256", "PS256", "ES256", "EdDSA");
        assertThat(keys).filteredOn("use", "enc").extracting(k -> k.get("kty")).containsExactlyInAnyOrder("RSA", "EC");
        assertThat(keys).extracting(k -> k.get("use")).containsOnly("sig", "enc");
        for (Map<String, Object> key : keys) {
            assertThat(key)
                    .containsKeys("kid", "kty", "use")
                    .doesNotContainKeys("d", "p", "q", "dp", "dq", "qi", "oth", "k");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CONFIGURATION, "/.well-known/oauth-authorization-server", "/jwks"})
    void isCacheableAndRevalidatedByItsTag(String path) {
        Response first = given().get(path);
        String tag = first.header("ETag");
        assertThat(tag).matches("\"[A-Za-z0-9_-]{43}\"");
        first.then().header("Cache-Control", "public, max-age=300");
        for (String known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
            given().header("If-None-Match", known)
                    .get(path)
                    .then()
                    .statusCode(304)
                    .header("ETag", tag)
                    .header("Cache-Control", "public, max-age=300")
                    .header("Access-Control-Allow-Origin", "*")
                    .body(is(""));
        }
        given().header("If-None-Match", "\"other\"").get(path).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {CONFIGURATION, "/.well-known/oauth-authorization-server", "/jwks"})
    void isReadableForScriptsOfEveryOrigin(String path) {
        given().header("Origin", "https://app.example")
                .get(path)
                .then()
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Credentials", nullValue())
                .header("X-Content-Type-Options", "nosniff");
        given().header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "if-none-match")
                .options(path)
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Methods", "GET, HEAD")
                .header("Access-Control-Allow-Headers", "*");
    }

    @ParameterizedTest
    @ValueSource(strings = {CONFIGURATION, "/.well-known/oauth-authorization-server", "/jwks"})
    void answersHeadAsGetAndNothingElse(String path) {
        Response get = given().get(path);
        given().head(path)
                .then()
                .statusCode(200)
                .header("ETag", get.header("ETag"))
                .contentType("application/json")
                .body(is(""));
        given().post(path).then().statusCode(405);
        given().delete(path).then().statusCode(405);
    }

    /** S10, S22: who sends these headers must not write our addresses. */
    @ParameterizedTest
    @ValueSource(strings = {CONFIGURATION, "/.well-known/oauth-authorization-server", "/jwks"})
    void isTheSameWhateverHeadersSay(String path) {
        String plain = given().get(path).asString();
        for (Map<String, String> hostile : hostileHeaders()) {
            Response answer = given().headers(hostile).get(path);
            assertThat(answer.statusCode()).as(hostile.toString()).isEqualTo(200);
            assertThat(answer.asString()).as(hostile.toString()).isEqualTo(plain);
            assertThat(answer.headers().toString()).doesNotContain("evil.example");
        }
    }

    private static List<Map<String, String>> hostileHeaders() {
        return List.of(
                Map.of("Host", "evil.example"),
                Map.of("Host", "evil.example:443"),
                Map.of("X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https", "X-Forwarded-Port", "1"),
                Map.of("X-Forwarded-Prefix", "/evil.example"),
                Map.of("X-Forwarded-For", "evil.example, 1.2.3.4"),
                Map.of("X-Forwarded-Server", "evil.example", "X-Original-URL", "/evil.example"),
                Map.of("X-Host", "evil.example", "X-Rewrite-URL", "/evil.example"),
                Map.of("Forwarded", "for=1.2.3.4;host=evil.example;proto=https"),
                Map.of("Forwarded", "host=\"evil.example\\\"\";;;=,"));
    }

    @Test
    void saysNothingOfWhatIsNotThere() {
        given().get(CONFIGURATION)
                .then()
                .body("registration_endpoint", nullValue())
                .body("$", not(equalTo(Map.of())));
    }
}
