package dev.limen.registration;

import static dev.limen.registration.Registrant.metadata;
import static dev.limen.registration.Registrant.post;
import static dev.limen.registration.Registrant.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.limen.support.Provider;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of the metadata that a client sends (RFC 7591, section 3.2.2). */
@QuarkusTest
@TestProfile(OpenRegistration.class)
class RegistrationRefusalsTest {

    private static final String INVALID = "invalid_client_metadata";

    private final URI provider = Provider.uri();

    /** S2, S21. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "http://registrant.example.com/callback",
                "https://registrant.example.com/callback#fragment",
                "https://*.example.com/callback",
                "https://registrant.example.com@evil.example/callback",
                "https://regıstrant.example.com/callback",
                "/callback",
                ""
            })
    void refusesRedirectUris(String uri) {
        refused(Map.of("redirect_uris", List.of(Registrant.REDIRECT_URI, uri)), "invalid_redirect_uri")
                .body("error_description", startsWith("redirect_uris[1] "));
    }

    @Test
    void refusesACodeClientWithoutRedirectUri() {
        Map<String, Object> none = new HashMap<>();
        none.put("redirect_uris", null);
        refused(none, "invalid_redirect_uri");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_uri",
                "logo_uri",
                "logo_uri#de",
                "policy_uri",
                "tos_uri",
                "tos_uri#pt-BR",
                "jwks_uri",
                "sector_identifier_uri",
                "initiate_login_uri",
                "backchannel_logout_uri",
                "frontchannel_logout_uri"
            })
    void refusesOtherUris(String member) {
        refused(Map.of(member, "data:text/html,x"), INVALID).body("error_description", startsWith(member + " "));
    }

    @Test
    void namesEveryFault() {
        refused(
                        Map.of(
                                "client_name", " ",
                                "tos_uri", "ftp://registrant.example.com/",
                                "subject_type", "special",
                                "contacts", "not a list"),
                        INVALID)
                .body(
                        "error_description",
                        allOf(
                                containsString("client_name "),
                                containsString("tos_uri "),
                                containsString("subject_type "),
                                containsString("contacts must be a list of strings")));
    }

    @ParameterizedTest
    @CsvSource({
        "id_token_signed_response_alg, none",
        "id_token_signed_response_alg, ES512",
        "userinfo_signed_response_alg, ML-DSA-44",
        "introspection_signed_response_alg, RS512",
        "authorization_signed_response_alg, RS512",
        "token_endpoint_auth_method, tls_client_auth",
        "token_endpoint_auth_method, private_key_jwt",
        "token_endpoint_auth_method, made_up"
    })
    void refusesWhatItCannotDo(String member, String value) {
        refused(Map.of(member, value), INVALID).body("error_description", containsString(member + " "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "x",
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "{\"jwks\":{\"keys\":[{\"kty\":\"\\u0000\"}]}}"
            })
    void refusesBodiesThatAreNoMetadata(String body) {
        given().contentType("application/json")
                .body(body)
                .post("/register")
                .then()
                .statusCode(400)
                .body("error", equalTo(INVALID));
    }

    /** S27: deep, long and wide. */
    @Test
    void refusesBombs() {
        Map<String, Object> wide = new HashMap<>(metadata(Map.of()));
        for (int i = 0; i < 101; i++) {
            wide.put("client_name#aa-" + i, "x");
        }
        post(wide).then().statusCode(400).body("error", equalTo(INVALID));
        assertThat(postText("{\"jwks\":" + "[".repeat(5000) + "]".repeat(5000) + "}"))
                .isEqualTo(400);
        assertThat(postText("{\"client_name\":\"" + "x".repeat(100_000) + "\"}"))
                .isEqualTo(400);
    }

    /** Rest-assured is slow with such bodies. */
    private int postText(String body) {
        HttpRequest request = HttpRequest.newBuilder(provider.resolve("/register"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void takesJsonAlone() {
        given().formParam("client_name", "x").post("/register").then().statusCode(415);
        given().get("/register").then().statusCode(405);
    }

    /** Errors of metadata are no errors of a token. */
    @Test
    void challengesNobodyForFaultyMetadata() {
        refused(Map.of("subject_type", "x"), INVALID).header("WWW-Authenticate", nullValue());
    }
}
