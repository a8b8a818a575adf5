package dev.limen.fault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.fault.SingleUse.Presentation;
import dev.limen.support.Device;
import dev.limen.support.DpopKey;
import dev.limen.support.Jwt;
import dev.limen.support.LogoutEndpoint;
import dev.limen.support.People;
import dev.limen.support.PostgresResource;
import dev.limen.support.Program;
import dev.limen.support.Program.Ended;
import dev.limen.support.Race;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.StatusReference;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import dev.limen.support.Visitor;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes of one issuer on one PostgreSQL, started at one moment on an empty database: what one knows, both know. */
@Tag("programs")
class TwoNodesIT {

    private static final int BUDGET = 5;

    private static Map<String, String> settings;
    private static final LogoutEndpoint endpoint = new LogoutEndpoint();
    private static Program first;
    private static Program second;

    @BeforeAll
    static void startBoth() {
        Map<String, String> alone = Realm.with(new PostgresResource().start());
        alone.put(Realm.TOLD_AT, endpoint.uri());
        first = Program.launch(alone);
        settings = new HashMap<>(alone);
        settings.put("LIMEN_ISSUER", first.uri().toString());
        second = Program.launch(settings);
        first.awaitReady();
        second.awaitReady();
    }

    @AfterAll
    static void stopBoth() {
        first.close();
        second.close();
        endpoint.close();
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

    /** S6. */
    @ParameterizedTest
    @EnumSource
    void whatWasUsedOnOneIsRefusedOnTheOther(SingleUse kind) {
        Presentation presentation = kind.prepare(first.uri());
        presentation.to(first.uri()).then().statusCode(200);
        assertThat(presentation.to(second.uri())).matches(kind::refused);
        assertThat(presentation.to(first.uri())).matches(kind::refused);
    }

    @ParameterizedTest
    @EnumSource
    void itIsUsedOnceWhereverItComes(SingleUse kind) throws Exception {
        Presentation presentation = kind.prepare(first.uri());
        AtomicInteger turn = new AtomicInteger();
        List<Response> answers = Race.of(16, () -> presentation.to(node(turn.getAndIncrement())));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers).filteredOn(kind::refused).hasSize(15);
    }

    @Test
    void aNonceOfOneIsTakenByTheOther() {
        String nonce = proving(first, DpopKey.Proof::jwt).header("DPoP-Nonce");
        proving(second, proof -> proof.claim("nonce", nonce).jwt()).then().statusCode(200);
        proving(second, proof -> proof.claim("nonce", "made-up").jwt())
                .then()
                .statusCode(400)
                .body("error", equalTo("use_dpop_nonce"));
    }

    @Test
    void aDeviceWaitsAtBoth() {
        Device device = Device.begin(RelyingParty.tv(first.uri()), "openid");
        assertThat(device.error()).isEqualTo("authorization_pending");
        device.pollAs(RelyingParty.tv(second.uri())).then().statusCode(400).body("error", equalTo("slow_down"));
        device.allow(new UserAgent(first.uri()).through(second.uri()), People.ALICE);
        device.poll().then().statusCode(200);
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
            RelyingParty beyond = opaque ? RelyingParty.opaque(second.uri()) : there();
            assertThat(userinfo(second, token)).isEqualTo(200);
            assertThat(active(beyond, token)).isTrue();
            client.post("/revoke", Map.of("token", token)).then().statusCode(200);
            assertThat(userinfo(second, token)).isEqualTo(401);
            assertThat(active(beyond, token)).isFalse();
        }
    }

    @Test
    void theEndOfAGrantOnOneIsSeenOnTheOtherAtOnce() {
        JsonPath tokens = visitor().tokens(here(), "openid");
        here().post("/revoke", Map.of("token", refreshToken(tokens))).then().statusCode(200);
        there().refresh(refreshToken(tokens)).then().statusCode(400);
        assertThat(userinfo(second, tokens.getString("access_token"))).isEqualTo(401);
    }

    /** Within a second of the revocation, whether of one token or of its grant. */
    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refresh_token"})
    void theOthersStatusListShowsARevocation(String revoked) {
        JsonPath tokens = visitor().tokens(here(), "openid");
        StatusReference reference = StatusReference.of(tokens.getString("access_token"));
        assertThat(reference.revokedAt(second.uri())).isFalse();
        here().post("/revoke", Map.of("token", tokens.getString(revoked)))
                .then()
                .statusCode(200);
        awaitSecond(() -> assertThat(reference.revokedAt(second.uri())).isTrue());
        // either hears of it by the same notification, in any order
        awaitSecond(() -> assertThat(reference.revokedAt(first.uri())).isTrue());
    }

    @Test
    void bothFollowAReplacementOfTheKeys() {
        String before = visitor().accessToken(here(), "openid");
        StatusReference list = StatusReference.of(before);
        list.listOf(first.uri());
        list.listOf(second.uri());
        Set<String> replaced = kids(first);

        Ended rotation = Program.run(settings, "rotate-keys", "--now");
        assertThat(rotation.code()).as(rotation.errors()).isZero();
        awaitSecond(() -> assertThat(List.of(kids(first), kids(second)))
                .allSatisfy(kids -> assertThat(kids).hasSameSizeAs(replaced).doesNotContainAnyElementsOf(replaced)));

        theKeysAreTheSame();
        for (Program node : List.of(first, second)) {
            Program other = node == first ? second : first;
            assertThat(userinfo(node, before)).as("the old key's").isEqualTo(401);
            String token = robot(node);
            assertThat(kids(other)).contains(kid(Jwt.of(token)), kid(list.listOf(node.uri())));
            assertThat(active(RelyingParty.robot(other.uri()), token)).isTrue();
        }
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

    /** Both hear of the end, whoever ends it, and one of them tells the client, within two seconds. */
    @Test
    void aClientIsToldOnceOfTheEndOfEachSession() {
        for (int i = 0; i < 10; i++) {
            People.CAROL.authorize(
                    new UserAgent(first.uri()), Realm.toldClient(first.uri()).request("openid"));
        }
        Ended command = Program.run(settings, "end-sessions", "--user", "carol");
        assertThat(command.code()).as(command.errors()).isZero();
        assertThat(command.output()).contains("Sessions of the user carol ended: 10");
        await().atMost(Duration.ofSeconds(2)).until(() -> endpoint.received().size() >= 10);
        assertThat(endpoint.received().stream()
                        .map(token -> Jwt.of(token).claims().get("sid")))
                .doesNotHaveDuplicates()
                .hasSize(10);
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

    /** What may take a second between the nodes. */
    private static void awaitSecond(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(assertion);
    }

    private static Response proving(Program node, Function<DpopKey.Proof, String> proof) {
        URI endpoint = first.uri().resolve("/token");
        return RelyingParty.keyed(node.uri())
                .sending(proof.apply(DpopKey.generate().proof("POST", endpoint)))
                .token(Map.of("grant_type", "client_credentials"));
    }

    private static String robot(Program node) {
        return RelyingParty.robot(node.uri())
                .token(Map.of("grant_type", "client_credentials"))
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private static boolean active(RelyingParty client, String token) {
        return client.post("/introspect", Map.of("token", token))
                .then()
                .statusCode(200)
                .extract()
                .path("active");
    }

    private static Set<String> kids(Program node) {
        return Set.copyOf(JsonPath.from(document(node, "/jwks")).getList("keys.kid", String.class));
    }

    private static String kid(Jwt jwt) {
        return (String) jwt.header().get("kid");
    }

    private static Visit guess(UserAgent browser, Visit login) {
        return browser.press(login, "#sign-in", Map.of("username", "dave", "password", "a-guess-at-it"));
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
