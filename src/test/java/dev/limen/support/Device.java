package dev.limen.support;

import dev.limen.protocol.ClientMetadata;
import dev.limen.support.UserAgent.Visit;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;

/** A device without a browser that waits for a person (RFC 8628). */
public final class Device {

    private final RelyingParty client;
    private final JsonPath answer;

    private Device(RelyingParty client, JsonPath answer) {
        this.client = client;
        this.answer = answer;
    }

    /** A device that has begun to wait. */
    public static Device begin(RelyingParty client, String scope) {
        return new Device(
                client, request(client, scope).then().statusCode(200).extract().jsonPath());
    }

    /** A device that waits since this answer. */
    public static Device of(RelyingParty client, JsonPath answer) {
        return new Device(client, answer);
    }

    /** The answer to a device authorization request. */
    public static Response request(RelyingParty client, String scope) {
        return client.post("/device_authorization", scope == null ? Map.of() : Map.of("scope", scope));
    }

    /** The device authorization response. */
    public JsonPath answer() {
        return answer;
    }

    public String userCode() {
        return answer.getString("user_code");
    }

    public String deviceCode() {
        return answer.getString("device_code");
    }

    /** Asks the token endpoint. */
    public Response poll() {
        return pollAs(client);
    }

    /** Asks as another client. */
    public Response pollAs(RelyingParty other) {
        return other.token(
                new HashMap<>(Map.of("grant_type", ClientMetadata.DEVICE_CODE, "device_code", deviceCode())));
    }

    /** The error that the token endpoint answers. */
    public String error() {
        return poll().then().statusCode(400).extract().path("error");
    }

    /** Brings a person to the page on which they decide: by the code, typed in, and signed in where they are not. */
    public Visit page(UserAgent browser, People person) {
        Visit visit = browser.press(browser.get("/device"), "#continue", Map.of("user_code", userCode()));
        return visit.page().equals("login") ? person.signIn(browser, visit) : visit;
    }

    /** A person allows what the device asks for. */
    public void allow(UserAgent browser, People person) {
        Visit done = browser.press(page(browser, person), "#allow");
        if (!done.page().equals("device-allowed")) {
            throw new AssertionError(done.page() + ": " + done.body());
        }
    }
}
