package dev.limen.conformance;

import static dev.limen.conformance.Walk.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.FapiClient;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.restassured.response.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the walk-throughs of FAPI 2.0 have in common. */
final class FapiWalk {

    static final String SCOPE = "openid profile accounts";

    private FapiWalk() {}

    static FapiClient client(String plan, String name) {
        return FapiClient.of(PROVIDER, (Map<?, ?>) Walk.plan(plan).get(name));
    }

    static Request request(String clientId) {
        return RelyingParty.of(PROVIDER, clientId, null, Walk.CALLBACK).request(SCOPE);
    }

    /** The authorization request that refers to a pushed one; nothing else goes through the browser. */
    static URI reference(String clientId, Response pushed) {
        assertThat(pushed.statusCode()).as(pushed.asString()).isEqualTo(201);
        assertThat(pushed.jsonPath().getInt("expires_in")).isBetween(1, 599);
        String uri = pushed.jsonPath().getString("request_uri");
        return PROVIDER.resolve("/authorize?client_id=" + encoded(clientId) + "&request_uri=" + encoded(uri));
    }

    static Visit visit(UserAgent browser, String clientId, Response pushed) {
        return Walk.through(browser, browser.get(reference(clientId, pushed)));
    }

    static Map<String, String> answer(UserAgent browser, String clientId, Response pushed) {
        return RelyingParty.answer(visit(browser, clientId, pushed));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
