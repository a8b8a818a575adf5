package dev.limen.support;

import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A person with a browser, who signs in where asked and so gets tokens for clients. */
public final class Visitor {

    private final People person;
    private final UserAgent browser;

    public Visitor(URI provider, People person) {
        this.person = person;
        this.browser = new UserAgent(provider);
    }

    /** The token answer that the client gets for this request. */
    public JsonPath tokens(RelyingParty.Request request) {
        return request.redeem(person.authorize(browser, request))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public JsonPath tokens(RelyingParty client, String scope) {
        return tokens(client.request(scope));
    }

    public String accessToken(RelyingParty client, String scope) {
        return tokens(client, scope).getString("access_token");
    }

    /** The claims of a JWT, not verified. */
    public static JsonPath claims(String jwt) {
        return part(jwt, 1);
    }

    /** The header of a JWT. */
    public static JsonPath header(String jwt) {
        return part(jwt, 0);
    }

    private static JsonPath part(String jwt, int index) {
        return JsonPath.from(
                new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[index]), StandardCharsets.UTF_8));
    }
}
