package dev.limen.ciba;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.limen.protocol.AcrLevel;
import dev.limen.resource.Levels;
import dev.limen.resource.ResourceDeclaration;
import dev.limen.resource.Resources;
import dev.limen.support.Backchannel;
import dev.limen.support.Database;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.TestClock;
import dev.limen.support.UserAgent;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API with which the authenticators of a house approve. */
@QuarkusTest
class AuthenticatorTest {

    private static final String API = "/admin/api/ciba/requests";

    private final URI provider = Provider.uri();
    private final RelyingParty bank = RelyingParty.bank(provider);
    private final RelyingParty authenticator = RelyingParty.authenticator(provider);

    @Inject
    Database database;

    @Inject
    TestClock clock;

    @Inject
    Resources resources;

    @Inject
    Levels levels;

    @BeforeEach
    void empty() {
        database.execute("delete from backchannel_requests");
    }

    @AfterEach
    void reset() {
        clock.reset();
        database.enable(People.ALICE, true);
    }

    private String tokenOf(People person) {
        return new Visitor(provider, person).accessToken(authenticator, "openid limen:ciba");
    }

    private String tokenOfTheService() {
        return authenticator
                .token(Map.of("grant_type", "client_credentials", "scope", "limen:ciba"))
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private static RequestSpecification with(String token) {
        return given().auth().oauth2(token);
    }

    private static String only(String token) {
        Response answer = with(token).get(API);
        answer.then().statusCode(200).body("requests", hasSize(1)).header("Cache-Control", "no-store");
        return answer.path("requests[0].id");
    }

    private static Response post(String token, String id, String action) {
        return with(token).post(API + "/" + id + "/" + action);
    }

    @Test
    void aPersonsApplicationSeesAndApproves() {
        Backchannel waiting =
                Backchannel.begin(bank, People.ALICE, Map.of("binding_message", "W4SCT", "acr_values", "urn:x urn:y"));
        Backchannel.begin(bank, People.BOB, "openid");
        String token = tokenOf(People.ALICE);
        JsonPath seen = with(token).get(API).jsonPath();
        assertThat(seen.getList("requests")).hasSize(1);
        assertThat(seen.getMap("requests[0]"))
                .containsEntry("sub", People.ALICE.sub())
                .containsEntry("client_id", "bank")
                .containsEntry("client_name", "Test Bank")
                .containsEntry("scope", "openid")
                .containsEntry("binding_message", "W4SCT")
                .containsEntry("acr_values", "urn:x urn:y")
                .containsKeys("id", "iat", "exp");
        assertThat(seen.prettify()).doesNotContain(waiting.authReqId());

        with(token)
                .contentType("application/json")
                .body("{\"amr\":[\"hwk\",\"user\"]}")
                .post(API + "/" + seen.getString("requests[0].id") + "/approve")
                .then()
                .statusCode(204);

        JsonPath tokens = waiting.poll().then().statusCode(200).extract().jsonPath();
        JsonPath idToken = Visitor.claims(tokens.getString("id_token"));
        assertThat(idToken.getList("amr")).isEqualTo(List.of("hwk", "user"));
        assertThat(idToken.getMap("")).doesNotContainKeys("acr", "sid").containsKey("auth_time");
        bank.refresh(tokens.getString("refresh_token")).then().statusCode(200);
        with(token).get(API).then().body("requests", hasSize(0));
    }

    /** RFC 9470: where Limen demands a fresh sign-in of people, this door does, too; a service signs nobody in. */
    @Test
    void aPersonsTokenMustBeOfAFreshSignInWhereLimenDemandsIt() {
        String token = tokenOf(People.ALICE);
        resources.store(new ResourceDeclaration(
                provider.toString(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(Duration.ofMinutes(2))));
        try {
            with(token).get(API).then().statusCode(200);
            clock.advance(Duration.ofMinutes(3));
            with(token).get(API).then().statusCode(401).body("error", equalTo("insufficient_user_authentication"));
            with(tokenOfTheService())
                    .queryParam("sub", People.ALICE.sub())
                    .get(API)
                    .then()
                    .statusCode(200);
        } finally {
            resources.store(ResourceDeclaration.of(provider.toString(), List.of()));
            database.execute("delete from resources where identifier = '" + provider + "'");
        }
    }

    /** A resource gets its tokens from sign-ins that reach its level, whoever says that there was one. */
    @Test
    void anAuthenticationThatIsTooWeakForAResourceIsRefused() {
        levels.store(List.of(new AcrLevel("urn:example:key", List.of("hwk"), Optional.empty())));
        demand(List.of("urn:example:key"));
        try {
            Backchannel waiting = Backchannel.begin(bank, People.ALICE, "openid api:read");
            String token = tokenOf(People.ALICE);
            String id = only(token);
            post(token, id, "approve")
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("unmet_authentication_requirements"));
            assertThat(waiting.error()).isEqualTo("authorization_pending");
            with(token)
                    .contentType("application/json")
                    .body("{\"amr\":[\"hwk\"]}")
                    .post(API + "/" + id + "/approve")
                    .then()
                    .statusCode(204);
            clock.advance(Duration.ofSeconds(30));
            String accessToken = waiting.poll().then().statusCode(200).extract().path("access_token");
            assertThat(Visitor.claims(accessToken).getString("acr")).isEqualTo("urn:example:key");
        } finally {
            demand(List.of());
            levels.store(List.of());
        }
    }

    private void demand(List<String> acrValues) {
        resources.store(new ResourceDeclaration(
                "https://api.example.com",
                List.of("api:read"),
                Optional.of(Duration.ofMinutes(10)),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                acrValues,
                Optional.empty()));
    }

    @Test
    void whatIsNotSaidOfTheAuthenticationIsNotClaimed() {
        Backchannel waiting = Backchannel.begin(bank, People.ALICE, "openid");
        String token = tokenOf(People.ALICE);
        post(token, only(token), "approve").then().statusCode(204);
        JsonPath tokens = waiting.poll().then().statusCode(200).extract().jsonPath();
        assertThat(Visitor.claims(tokens.getString("id_token")).getMap("")).doesNotContainKeys("amr", "acr");
        assertThat(Visitor.claims(tokens.getString("access_token")).getMap("")).doesNotContainKeys("amr", "acr");
    }

    @Test
    void aPersonsApplicationRefuses() {
        Backchannel waiting = Backchannel.begin(bank, People.ALICE, "openid");
        String token = tokenOf(People.ALICE);
        post(token, only(token), "deny").then().statusCode(204);
        assertThat(waiting.error()).isEqualTo("access_denied");
    }

    @Test
    void theServiceBehindSaysForWhom() {
        Backchannel waiting = Backchannel.begin(bank, People.BOB, "openid");
        String token = tokenOfTheService();
        with(token).get(API).then().statusCode(400).body("error", equalTo("invalid_request"));
        with(token).queryParam("sub", "nobody").get(API).then().statusCode(404);
        String id = with(token)
                .queryParam("sub", People.BOB.sub())
                .get(API)
                .then()
                .statusCode(200)
                .body("requests", hasSize(1))
                .extract()
                .path("requests[0].id");
        post(token, id, "approve").then().statusCode(204);
        waiting.poll().then().statusCode(200);
    }

    /** S16. */
    @Test
    void whatIsAnotherPersonsIsAsGoodAsUnknown() {
        Backchannel waiting = Backchannel.begin(bank, People.ALICE, "openid");
        String id = only(tokenOf(People.ALICE));
        String bob = tokenOf(People.BOB);
        with(bob).get(API).then().statusCode(200).body("requests", hasSize(0));
        with(bob).queryParam("sub", People.ALICE.sub()).get(API).then().statusCode(404);
        String unknown =
                post(bob, "0b1e6f0e-6a1c-4a0c-9f7e-0f6a4c1f2a3b", "approve").asString();
        for (String action : List.of("approve", "deny")) {
            Response answer = post(bob, id, action);
            answer.then().statusCode(404);
            assertThat(answer.asString()).isEqualTo(unknown);
        }
        post(bob, "nonsense", "approve").then().statusCode(404);
        assertThat(waiting.error()).isEqualTo("authorization_pending");
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "deny"})
    void whatIsDecidedStaysSo(String action) {
        Backchannel waiting = Backchannel.begin(bank, People.ALICE, "openid");
        String token = tokenOf(People.ALICE);
        String id = only(token);
        UserAgent browser = new UserAgent(provider);
        Backchannel.allow(browser, People.ALICE);
        post(token, id, action).then().statusCode(409);
        waiting.poll().then().statusCode(200);
        post(token, id, action).then().statusCode(409);
    }

    @Test
    void aDisabledPersonApprovesNothing() {
        Backchannel waiting = Backchannel.begin(bank, People.ALICE, "openid");
        String id = only(tokenOf(People.ALICE));
        String service = tokenOfTheService();
        database.enable(People.ALICE, false);
        post(service, id, "approve").then().statusCode(409);
        database.enable(People.ALICE, true);
        assertThat(waiting.error()).isEqualTo("authorization_pending");
    }

    @Test
    void withoutATokenOfThisScopeNothingIsServed() {
        Backchannel waiting = Backchannel.begin(bank, People.ALICE, "openid");
        String id = only(tokenOf(People.ALICE));
        given().get(API).then().statusCode(401).header("WWW-Authenticate", startsWith("Bearer"));
        post("x", id, "approve").then().statusCode(401).body("error", equalTo("invalid_token"));
        String other = new Visitor(provider, People.ALICE).accessToken(RelyingParty.intranet(provider), "openid");
        for (String action : List.of("approve", "deny")) {
            post(other, id, action)
                    .then()
                    .statusCode(403)
                    .body("error", equalTo("insufficient_scope"))
                    .header("WWW-Authenticate", startsWith("Bearer"));
        }
        with(other).get(API).then().statusCode(403);
        String robot = RelyingParty.robot(provider)
                .token(Map.of("grant_type", "client_credentials"))
                .path("access_token");
        with(robot).get(API).then().statusCode(401);
        given().queryParam("access_token", tokenOf(People.ALICE))
                .get(API)
                .then()
                .statusCode(400);
        assertThat(waiting.error()).isEqualTo("authorization_pending");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"amr\":\"pwd\"}", "{\"amr\":[1]}", "{\"amr\":[\"<b>\"]}", "nonsense"})
    void aBodyThatSaysNothingIsRefused(String body) {
        Backchannel waiting = Backchannel.begin(bank, People.ALICE, "openid");
        String token = tokenOf(People.ALICE);
        with(token)
                .contentType("application/json")
                .body(body)
                .post(API + "/" + only(token) + "/approve")
                .then()
                .statusCode(400);
        assertThat(waiting.error()).isEqualTo("authorization_pending");
    }
}
