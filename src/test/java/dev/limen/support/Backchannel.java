package dev.limen.support;

import dev.limen.protocol.ClientMetadata;
import dev.limen.support.UserAgent.Visit;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;

/** A client that waits for a person who is elsewhere (CIBA). */
public final class Backchannel {

    private final RelyingParty client;
    private final JsonPath answer;

    private Backchannel(RelyingParty client, JsonPath answer) {
        this.client = client;
        this.answer = answer;
    }

    /** A client that has begun to wait. */
    public static Backchannel begin(RelyingParty client, People person, String scope) {
        return begin(client, person, Map.of("scope", scope));
    }

    /** The same, with these parameters. */
    public static Backchannel begin(RelyingParty client, People person, Map<String, ?> parameters) {
        Map<String, Object> all = new HashMap<>(Map.of("scope", "openid", "login_hint", person.username()));
        all.putAll(parameters);
        return new Backchannel(
                client, request(client, all).then().statusCode(200).extract().jsonPath());
    }

    /** The answer to a backchannel authentication request. */
    public static Response request(RelyingParty client, Map<String, ?> parameters) {
        return client.post("/bc-authorize", parameters);
    }

    public JsonPath answer() {
        return answer;
    }

    public String authReqId() {
        return answer.getString("auth_req_id");
    }

    /** Asks the token endpoint. */
    public Response poll() {
        return pollAs(client);
    }

    /** Asks as another client. */
    public Response pollAs(RelyingParty other) {
        return other.token(new HashMap<>(Map.of("grant_type", ClientMetadata.CIBA, "auth_req_id", authReqId())));
    }

    /** The error that the token endpoint answers. */
    public String error() {
        return poll().then().statusCode(400).extract().path("error");
    }

    /** Brings a person to the last request that waits for them: by the list, and signed in where they are not. */
    public static Visit page(UserAgent browser, People person) {
        Visit all = browser.get("/approvals");
        Visit list = all.page().equals("login") ? person.signIn(browser, all) : all;
        String last = list.document().select("ul.accounts a").last().attr("href");
        Visit visit = browser.get(last);
        return visit.page().equals("login") ? person.signIn(browser, visit) : visit;
    }

    /** A person allows the last request that waits for them. */
    public static void allow(UserAgent browser, People person) {
        Visit done = browser.press(page(browser, person), "#allow");
        if (!done.page().equals("approval-allowed")) {
            throw new AssertionError(done.page() + ": " + done.body());
        }
    }
}
