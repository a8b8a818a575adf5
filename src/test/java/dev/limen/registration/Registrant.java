package dev.limen.registration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.json.StrictJson;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A client that registers itself. */
final class Registrant {

    static final String REDIRECT_URI = "https://registrant.example.com/callback";

    private final JsonPath information;

    private Registrant(JsonPath information) {
        this.information = information;
    }

    /** Metadata that is good, with these changes; a member that is to be missing is null. */
    static Map<String, Object> metadata(Map<String, ?> changes) {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("client_name", "Registrant");
        metadata.put("redirect_uris", List.of(REDIRECT_URI));
        metadata.putAll(changes);
        metadata.values().removeIf(value -> value == null);
        return metadata;
    }

    static Response post(Map<String, ?> metadata) {
        return post(given(), metadata);
    }

    static Response post(RequestSpecification request, Map<String, ?> metadata) {
        return request.contentType("application/json")
                .body(new StrictJson().write(metadata))
                .post("/register");
    }

    /** The refusal of such metadata. */
    static ValidatableResponse refused(Map<String, ?> changes, String error) {
        return post(metadata(changes))
                .then()
                .statusCode(400)
                .header("Cache-Control", "no-store")
                .body("error", equalTo(error));
    }

    static Registrant registered(Map<String, ?> changes) {
        return of(post(metadata(changes)));
    }

    static Registrant of(Response created) {
        return new Registrant(created.then().statusCode(201).extract().jsonPath());
    }

    /** The same client, as the answer to an update tells. */
    static Registrant told(Response updated) {
        return new Registrant(updated.then().statusCode(200).extract().jsonPath());
    }

    JsonPath information() {
        return information;
    }

    String clientId() {
        return information.getString("client_id");
    }

    String secret() {
        return information.getString("client_secret");
    }

    String token() {
        return information.getString("registration_access_token");
    }

    String uri() {
        return information.getString("registration_client_uri");
    }

    Response read() {
        return given().auth().oauth2(token()).get(uri());
    }

    /** Replaces what is registered with good metadata and these changes. */
    Response update(Map<String, ?> changes) {
        Map<String, Object> metadata = metadata(changes);
        metadata.putIfAbsent("client_id", clientId());
        return given().auth()
                .oauth2(token())
                .contentType("application/json")
                .body(new StrictJson().write(metadata))
                .put(uri());
    }

    Response delete() {
        return given().auth().oauth2(token()).delete(uri());
    }
}
