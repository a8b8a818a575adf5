package dev.limen.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.limen.support.Database;
import dev.limen.support.Jwt;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8707. */
@QuarkusTest
class ResourceIndicatorsTest {

    private static final String API = "https://api.example.com";
    private static final String REPORTS = "https://reports.example.com";
    private static final String FILES = "https://files.example.com";

    private final URI provider = Provider.uri();
    private final RelyingParty several = RelyingParty.several(provider);
    private final RelyingParty machine = RelyingParty.machine(provider);

    @Inject
    Database database;

    @Inject
    Event<Declared.Changed> changed;

    @Test
    void aTokenIsForTheNamedResourceAndLimenItself() {
        Jwt token = jwt(tokens(several.request("openid api:read reports:read").resources(REPORTS)));
        assertThat(token.list("aud")).containsExactly(REPORTS, provider.toString());
        assertThat(token.claims()).containsEntry("scope", "openid reports:read");
    }

    @Test
    void withoutOpenidItIsForTheNamedResourceAlone() {
        Jwt token = jwt(tokens(several.request("api:read reports:read").resources(REPORTS)));
        assertThat(token.claims()).containsEntry("aud", REPORTS).containsEntry("scope", "reports:read");
    }

    @Test
    void theIssuerNamesWhatLimenItselfUnderstands() {
        Jwt token = jwt(tokens(several.request("openid profile api:read").resources(provider.toString())));
        assertThat(token.claims()).containsEntry("aud", provider.toString()).containsEntry("scope", "openid profile");
    }

    @Test
    void severalResourcesPassSignInAndConsent() {
        UserAgent browser = new UserAgent(provider);
        Request request =
                several.request("openid api:read reports:read files:read").resources(API, REPORTS);
        UserAgent.Visit visit = People.CAROL.signIn(browser, browser.get(request.uri()));
        assertThat(visit.page()).isEqualTo("consent");
        assertThat(visit.body())
                .contains("Read your reports", "Read the reports of your team")
                .doesNotContain("Read your files");
        JsonPath tokens = request.redeem(RelyingParty.answer(browser.press(visit, "#allow")))
                .then()
                .statusCode(200)
                .body("scope", equalTo("openid api:read reports:read"))
                .extract()
                .jsonPath();
        assertThat(jwt(tokens).list("aud")).containsExactly(API, REPORTS, provider.toString());
    }

    @Test
    void theTokenEndpointNarrowsAndTheRefreshTokenKeepsAll() {
        Request request = several.request("openid api:read reports:read").resources(API, REPORTS);
        JsonPath first = json(request.redeem(answer(request), Map.of("resource", API)));
        assertThat(jwt(first).list("aud")).containsExactly(API, provider.toString());
        assertThat(first.getString("scope")).isEqualTo("openid api:read");

        JsonPath second = json(refresh(first, Map.of("resource", REPORTS)));
        assertThat(jwt(second).list("aud")).containsExactly(REPORTS, provider.toString());

        JsonPath third = json(refresh(second, Map.of("resource", List.of(API, REPORTS))));
        assertThat(jwt(third).list("aud")).containsExactly(API, REPORTS, provider.toString());

        JsonPath fourth = json(refresh(third, Map.of("scope", "api:read")));
        assertThat(jwt(fourth).claims()).containsEntry("aud", API);
    }

    @Test
    void whereNoneWasNamedThoseOfTheScopeMayBe() {
        Request request = several.request("openid api:read reports:read");
        JsonPath tokens = json(request.redeem(answer(request), Map.of("resource", REPORTS)));
        assertThat(jwt(tokens).claims()).containsEntry("scope", "openid reports:read");
    }

    @ParameterizedTest
    @CsvSource({
        "https://unknown.example.com,openid reports:read",
        "https://api.example.com,openid reports:read",
        "https://reports.example.com/,openid reports:read",
        "HTTPS://reports.example.com,openid reports:read",
        "reports,openid reports:read",
        "https://reports.example.com#x,openid reports:read"
    })
    void whatIsNotDeclaredOrNotOfTheScopeIsRefusedToTheClient(String resource, String scope) {
        Map<String, String> answer =
                answer(several.request(scope).resources(REPORTS, resource).with("prompt", "none"));
        assertThat(answer).containsEntry("error", "invalid_target").containsKeys("state", "iss");
    }

    @Test
    void aResourceOfWhoseScopesTheClientHasNoneIsRefused() {
        RelyingParty intranet = RelyingParty.intranet(provider);
        assertThat(answer(intranet.request("openid api:read").resources(REPORTS)))
                .containsEntry("error", "invalid_target");
        assertThat(answer(intranet.request("openid reports:read").resources(REPORTS)))
                .containsEntry("error", "invalid_scope");
    }

    @Test
    void noOtherParameterMayBeRepeated() {
        Request request = several.request("openid reports:read").resources(REPORTS);
        URI twice = URI.create(request.uri() + "&nonce=another");
        assertThat(RelyingParty.answer(new UserAgent(provider).get(twice))).containsEntry("error", "invalid_request");
    }

    @Test
    void aRefusedResourceUsesUpNeitherCodeNorRefreshToken() {
        Request request = several.request("openid api:read reports:read").resources(API);
        Map<String, String> answer = answer(request);
        refused(request.redeem(answer, Map.of("resource", REPORTS)));
        refused(request.redeem(answer, Map.of("resource", List.of(API, REPORTS))));
        JsonPath tokens = json(request.redeem(answer));

        refused(refresh(tokens, Map.of("resource", REPORTS)));
        json(refresh(tokens, Map.of("resource", API)));
    }

    @Test
    void resourcesThatWantDifferentFormatsGetOneTokenEach() {
        want(API, "access_token_format", "'jwt'");
        try {
            Request request = several.request("api:read files:read reports:read");
            Map<String, String> answer = answer(request);
            refused(request.redeem(answer));
            JsonPath first = json(request.redeem(answer, Map.of("resource", FILES)));
            assertThat(first.getString("access_token")).doesNotContain(".");
            refused(refresh(first, Map.of()));
            assertThat(jwt(json(refresh(first, Map.of("resource", API)))).claims())
                    .containsEntry("aud", API);
        } finally {
            want(API, "access_token_format", "null");
        }
    }

    @Test
    void resourcesThatWantDifferentAlgorithmsGetOneTokenEach() {
        want(API, "access_token_signed_response_alg", "'RS256'");
        try {
            refused(credentials(Map.of("resource", List.of(API, REPORTS))));
            assertThat(jwt(json(credentials(Map.of("resource", API)))).header()).containsEntry("alg", "RS256");
            // what is not signed has no algorithm
            refused(credentials(Map.of()));
            want(API, "access_token_format", "'opaque'");
            json(credentials(Map.of("resource", List.of(API, FILES))));
        } finally {
            want(API, "access_token_signed_response_alg", "null");
            want(API, "access_token_format", "null");
        }
    }

    @Test
    void theWishOfOneIsEnoughForAll() {
        JsonPath opaque = json(credentials(Map.of("resource", List.of(API, FILES))));
        assertThat(opaque.getString("access_token")).doesNotContain(".");
        machine.post("/introspect", Map.of("token", opaque.getString("access_token")))
                .then()
                .body("aud", equalTo(List.of(API, FILES)));
    }

    /** Changes what is declared, as another node would, and lets this one see it. */
    private void want(String resource, String column, String value) {
        database.execute("update resources set " + column + " = " + value + " where identifier = '" + resource + "'");
        changed.fire(new Declared.Changed());
    }

    @Test
    void aMachineNamesResourcesToo() {
        Jwt one = jwt(json(credentials(Map.of("resource", REPORTS))));
        assertThat(one.claims()).containsEntry("aud", REPORTS).containsEntry("scope", "reports:read");
        assertThat(one.header()).containsEntry("alg", "ES256");
        assertThat(one.seconds("exp") - one.seconds("iat")).isEqualTo(120);

        Jwt two = jwt(json(credentials(Map.of("resource", List.of(API, REPORTS)))));
        assertThat(two.list("aud")).containsExactly(API, REPORTS);

        refused(credentials(Map.of("resource", REPORTS, "scope", "api:read")));
        refused(credentials(Map.of("resource", "https://unknown.example.com")));
        refused(credentials(Map.of("resource", provider.toString())));
    }

    @Test
    void theAudienceOfTokenExchangeIsNoParameterOfOtherGrants() {
        json(credentials(Map.of("resource", REPORTS, "audience", List.of("a", "b"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/introspect", "/revoke"})
    void otherEndpointsTakeNoRepeatedParameter(String path) {
        machine.post(path, Map.of("token", "x", "resource", List.of(API, REPORTS)))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    private Response credentials(Map<String, ?> more) {
        Map<String, Object> form = new HashMap<>(Map.of("grant_type", "client_credentials"));
        form.putAll(more);
        return machine.token(form);
    }

    private Response refresh(JsonPath tokens, Map<String, ?> more) {
        Map<String, Object> form = new HashMap<>(
                Map.of("grant_type", "refresh_token", "refresh_token", tokens.getString("refresh_token")));
        form.putAll(more);
        return several.token(form);
    }

    private JsonPath tokens(Request request) {
        return json(request.redeem(answer(request)));
    }

    private Map<String, String> answer(Request request) {
        return People.ALICE.authorize(new UserAgent(provider), request);
    }

    private static JsonPath json(Response response) {
        return response.then().statusCode(200).extract().jsonPath();
    }

    private static void refused(Response response) {
        response.then().statusCode(400).body("error", equalTo("invalid_target")).body("access_token", nullValue());
    }

    private static Jwt jwt(JsonPath tokens) {
        return Jwt.of(tokens.getString("access_token"));
    }
}
