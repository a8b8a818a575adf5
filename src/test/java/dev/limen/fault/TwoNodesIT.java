package dev.limen.fault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limen.support.People;
import dev.limen.support.PostgresResource;
import dev.limen.support.Program;
import dev.limen.support.Race;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import dev.limen.support.Visitor;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes of one issuer on one PostgreSQL, started at one moment on an empty database: what one knows, both know. */
class TwoNodesIT {

    private static final int BUDGET = 5;

    private static Program first;
    private static Program second;

    @BeforeAll
    static void startBoth() {
        Map<String, String> settings = Realm.with(new PostgresResource().start());
        first = Program.launch(settings);
        Map<String, String> further = new HashMap<>(settings);
        further.put("LIMEN_ISSUER", first.uri().toString());
        second = Program.launch(further);
        first.awaitReady();
        second.awaitReady();
    }

    @AfterAll
    static void stopBoth() {
        first.close();
        second.close();
    }

    @Test
    void theKeysAreTheSame() {
        assertThat(document(second, "/jwks")).isEqualTo(document(first, "/jwks"));
        assertThat(document(second, "/.well-known/openid-configuration"))
                .isEqualTo(document(first, "/.well-known/openid-configuration"));
    }

    @Test
    void aCodeRedeemedOnOneIsRefusedOnTheOther() {
        Request request = here().request("openid");
        Map<String, String> answer = People.ALICE.authorize(new UserAgent(first.uri()), request);
        Map<String, String> redemption = request.redemption(answer);
        String token =
                there().token(redemption).then().statusCode(200).extract().path("access_token");
        here().token(redemption).then().statusCode(400);
        assertThat(userinfo(second, token)).as("what the first use gave").isEqualTo(401);
    }

    @Test
    void aCodeIsRedeemedOnceWhereverItComes() throws Exception {
        Request request = here().request("openid");
        Map<String, String> redemption =
                request.redemption(People.ALICE.authorize(new UserAgent(first.uri()), request));
        AtomicInteger turn = new AtomicInteger();
        List<Integer> statuses = Race.of(16, () -> (turn.getAndIncrement() % 2 == 0 ? here() : there())
                .token(redemption)
                .statusCode());
        assertThat(statuses).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 400);
    }

    @Test
    void aRefreshTokenUsedOnOneIsRefusedOnTheOther() {
        String one = refreshToken(visitor().tokens(here(), "openid"));
        String two = refreshToken(refreshed(there(), one));
        String three = refreshToken(refreshed(here(), two));
        there().refresh(one).then().statusCode(400);
        here().refresh(three).then().statusCode(400);
    }

    @Test
    void aLostAnswerIsGivenAgainByTheOther() {
        String one = refreshToken(visitor().tokens(here(), "openid"));
        String two = refreshToken(refreshed(here(), one));
        assertThat(refreshToken(refreshed(there(), one))).isEqualTo(two);
    }

    @Test
    void aRevocationOnOneIsSeenOnTheOtherAtOnce() {
        for (boolean opaque : new boolean[] {false, true}) {
            RelyingParty client = opaque ? RelyingParty.opaque(first.uri()) : here();
            JsonPath tokens = visitor().tokens(client, "openid");
            String token = tokens.getString("access_token");
            assertThat(userinfo(second, token)).isEqualTo(200);
            client.post("/revoke", Map.of("token", token)).then().statusCode(200);
            assertThat(userinfo(second, token)).isEqualTo(401);
        }
    }

    @Test
    void theEndOfAGrantOnOneIsSeenOnTheOtherAtOnce() {
        JsonPath tokens = visitor().tokens(here(), "openid");
        here().post("/revoke", Map.of("token", refreshToken(tokens))).then().statusCode(200);
        there().refresh(refreshToken(tokens)).then().statusCode(400);
        assertThat(userinfo(second, tokens.getString("access_token"))).isEqualTo(401);
    }

    @Test
    void whoSignsInOnOneIsSignedInOnTheOtherAndOutOfBoth() {
        UserAgent browser = new UserAgent(first.uri());
        Visit login = browser.get(here().request("openid").uri());
        assertThat(People.BOB.signIn(browser.through(second.uri()), login).elsewhere())
                .isTrue();
        browser.through(first.uri());
        assertThat(browser.get(here().request("openid").uri()).elsewhere()).isTrue();
        Visit confirm = browser.get("/logout");
        browser.through(second.uri());
        assertThat(browser.press(confirm, "#sign-out").page()).isEqualTo("signed-out");
        browser.through(first.uri());
        assertThat(browser.get(here().request("openid").uri()).page()).isEqualTo("login");
    }

    /** Counted apart, each node would refuse only after a budget of its own. */
    @Test
    void wrongPasswordsAreCountedOnBoth() {
        UserAgent browser = new UserAgent(first.uri());
        Visit login = browser.get(here().request("openid").uri());
        AtomicInteger guesses = new AtomicInteger();
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    Visit answer = guess(browser.through(node(guesses.get())), login);
                    boolean compared = answer.status() == 422;
                    guesses.addAndGet(compared ? 1 : 0);
                    return retryAfter(answer) >= 4;
                });
        assertThat(guesses).hasValueBetween(BUDGET + 3, BUDGET + 4);
        for (int i = 0; i < 2; i++) {
            assertThat(guess(browser.through(node(i)), login).status()).isEqualTo(429);
        }
    }

    private static Visit guess(UserAgent browser, Visit login) {
        return browser.press(login, "#sign-in", Map.of("username", "carol", "password", "a-guess-at-it"));
    }

    private static long retryAfter(Visit answer) {
        return answer.response().headers().firstValueAsLong("Retry-After").orElse(0);
    }

    private static URI node(int turn) {
        return (turn % 2 == 0 ? first : second).uri();
    }

    private static RelyingParty here() {
        return RelyingParty.intranet(first.uri());
    }

    private static RelyingParty there() {
        return RelyingParty.intranet(second.uri());
    }

    private static Visitor visitor() {
        return new Visitor(first.uri(), People.ALICE);
    }

    private static JsonPath refreshed(RelyingParty client, String token) {
        return client.refresh(token).then().statusCode(200).extract().jsonPath();
    }

    private static String refreshToken(JsonPath tokens) {
        return tokens.getString("refresh_token");
    }

    private static int userinfo(Program node, String token) {
        return given().auth().oauth2(token).get(node.uri().resolve("/userinfo")).statusCode();
    }

    private static String document(Program node, String path) {
        return given().get(node.uri().resolve(path))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
