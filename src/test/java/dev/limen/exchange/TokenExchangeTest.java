package dev.limen.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.support.Database;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.TestClock;
import dev.limen.support.UserAgent;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8693. */
@QuarkusTest
class TokenExchangeTest {

    private static final URI PROVIDER = Provider.uri();
    private static final RelyingParty SEVERAL = RelyingParty.several(PROVIDER);
    private static final RelyingParty MACHINE = RelyingParty.machine(PROVIDER);
    private static final RelyingParty BACKEND = RelyingParty.backend(PROVIDER);
    private static final RelyingParty ARCHIVE = RelyingParty.archive(PROVIDER);
    private static final RelyingParty DESK = RelyingParty.desk(PROVIDER);

    private static final String API = "https://api.example.com";
    private static final String REPORTS = "https://reports.example.com";
    private static final String FILES = "https://files.example.com";
    private static final String TYPE = "urn:ietf:params:oauth:token-type:";

    @Inject
    Database database;

    @Inject
    TestClock clock;

    @Inject
    EntityManagerFactory factory;

    @AfterEach
    void restore() {
        clock.reset();
        database.execute("update users set claims = claims - 'may_act'");
        database.enable(People.ALICE, true);
        database.enable(SEVERAL, true);
        database.enable(BACKEND, true);
    }

    @Test
    void aServiceGetsATokenForTheNextInItsOwnName() {
        JsonPath answer = issued(BACKEND.exchange(alice(), Map.of("audience", REPORTS)));
        assertThat(answer.getMap(""))
                .containsOnlyKeys("access_token", "issued_token_type", "token_type", "expires_in", "scope");
        assertThat(answer.getString("issued_token_type")).isEqualTo(TYPE + "access_token");
        assertThat(answer.getString("token_type")).isEqualTo("Bearer");
        assertThat(answer.getString("scope")).isEqualTo("reports:read");
        JsonPath claims = Visitor.claims(answer.getString("access_token"));
        assertThat(claims.getString("sub")).isEqualTo(People.ALICE.sub());
        assertThat(claims.getString("client_id")).isEqualTo("backend");
        assertThat(claims.getString("aud")).isEqualTo(REPORTS);
        assertThat(claims.getMap("act")).isEqualTo(Map.of("sub", "backend"));
        assertThat(claims.getLong("auth_time")).isPositive();
    }

    @Test
    void actorsFormAChainThatNobodyShortens() {
        String first = token(BACKEND.exchange(alice(), Map.of("audience", REPORTS)));
        JsonPath claims = Visitor.claims(token(ARCHIVE.exchange(first, Map.of())));
        assertThat(claims.getString("sub")).isEqualTo(People.ALICE.sub());
        assertThat(claims.getMap("act")).isEqualTo(Map.of("sub", "archive", "act", Map.of("sub", "backend")));
    }

    @Test
    void whatIsIssuedHasTheFormThatTheRecipientWantsAndIntrospectionTellsTheActor() {
        String opaque = token(BACKEND.exchange(aliceFiles(), Map.of("resource", FILES)));
        assertThat(opaque).doesNotContain(".");
        JsonPath answer = BACKEND.post("/introspect", Map.of("token", opaque)).jsonPath();
        assertThat(answer.getBoolean("active")).isTrue();
        assertThat(answer.getString("sub")).isEqualTo(People.ALICE.sub());
        assertThat(answer.getString("aud")).isEqualTo(FILES);
        assertThat(answer.getMap("act")).isEqualTo(Map.of("sub", "backend"));
        BACKEND.exchange(aliceFiles(), Map.of("resource", FILES, "requested_token_type", TYPE + "jwt"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        BACKEND.exchange(alice(), Map.of("resource", REPORTS, "requested_token_type", TYPE + "jwt"))
                .then()
                .statusCode(200)
                .body("issued_token_type", equalTo(TYPE + "jwt"))
                .body("token_type", equalTo("Bearer"));
    }

    @Test
    void aMachinesTokenIsExchangedToo() {
        String subject =
                token(MACHINE.token(Map.of("grant_type", "client_credentials", "scope", "api:read reports:read")));
        JsonPath claims = Visitor.claims(token(BACKEND.exchange(subject, Map.of("audience", REPORTS))));
        assertThat(claims.getString("sub")).isEqualTo("machine");
        assertThat(claims.getString("client_id")).isEqualTo("backend");
        assertThat(claims.getMap("act")).isEqualTo(Map.of("sub", "backend"));
    }

    @Test
    void whoMayImpersonateIsNotSeen() {
        JsonPath claims = Visitor.claims(token(DESK.exchange(alice(), Map.of("audience", REPORTS))));
        assertThat(claims.getString("sub")).isEqualTo(People.ALICE.sub());
        assertThat(claims.getString("client_id")).isEqualTo("desk");
        assertThat(claims.getMap("")).doesNotContainKey("act");
    }

    @Test
    void aPersonActsForAnother() {
        String agent = agent();
        JsonPath claims = Visitor.claims(token(DESK.exchange(alice(), actor(agent, "access_token"))));
        assertThat(claims.getString("sub")).isEqualTo(People.ALICE.sub());
        assertThat(claims.getMap("act")).isEqualTo(Map.of("sub", People.BOB.sub()));
    }

    @Test
    void anIdTokenTellsWhoActs() {
        String agent = new Visitor(PROVIDER, People.BOB).tokens(DESK, "openid").getString("id_token");
        JsonPath claims = Visitor.claims(token(DESK.exchange(alice(), actor(agent, "id_token"))));
        assertThat(claims.getMap("act")).isEqualTo(Map.of("sub", People.BOB.sub()));
    }

    @Test
    void anIdTokenStandsForWhatWasGranted() {
        String idToken = new Visitor(PROVIDER, People.ALICE)
                .tokens(SEVERAL, "openid api:read")
                .getString("id_token");
        Map<String, String> asIdToken = Map.of("subject_token_type", TYPE + "id_token");
        JsonPath answer = issued(DESK.exchange(idToken, asIdToken));
        assertThat(answer.getString("scope")).isEqualTo("openid api:read");
        refused(DESK.exchange(idToken, Map.of()), "invalid_request");
        refused(DESK.exchange(idToken, Map.of("subject_token_type", TYPE + "jwt")), "invalid_request");
        refused(BACKEND.exchange(idToken, asIdToken), "invalid_request");
        refused(DESK.exchange(alice(), asIdToken), "invalid_request");
        clock.advance(Duration.ofHours(2));
        refused(DESK.exchange(idToken, asIdToken), "invalid_request");
    }

    @Test
    void whomAnAccountNamesAloneMayActForIt() {
        mayAct("archive");
        refused(BACKEND.exchange(alice(), Map.of("audience", REPORTS)), "invalid_request");
        refused(DESK.exchange(alice(), Map.of("audience", REPORTS)), "invalid_request");
        refused(DESK.exchange(alice(), actor(agent(), "access_token")), "invalid_request");
        mayAct("desk");
        JsonPath claims = Visitor.claims(token(DESK.exchange(alice(), Map.of("audience", REPORTS))));
        assertThat(claims.getMap("act")).isEqualTo(Map.of("sub", "desk"));
        assertThat(claims.getMap("may_act")).isEqualTo(Map.of("sub", "desk"));
        mayAct("backend\", \"iss\": \"https://other.example.com");
        refused(BACKEND.exchange(alice(), Map.of("audience", REPORTS)), "invalid_request");
    }

    @Test
    void itsOwnTokenGivesAClientLess() {
        String own = new Visitor(PROVIDER, People.ALICE).accessToken(DESK, "openid api:read reports:read");
        JsonPath less = issued(DESK.exchange(own, Map.of("scope", "reports:read")));
        JsonPath claims = Visitor.claims(less.getString("access_token"));
        assertThat(claims.getString("aud")).isEqualTo(REPORTS);
        assertThat(claims.getMap("")).doesNotContainKey("act");
        assertThat(less.getString("scope")).isEqualTo("reports:read");
    }

    @Test
    void userinfoIsForThoseThatMayHaveTokensForIt() {
        String both = token(DESK.exchange(alice(), Map.of()));
        assertThat(userinfo(both)).isEqualTo(200);
        refused(BACKEND.exchange(alice(), Map.of("scope", "openid reports:read")), "invalid_scope");
        assertThat(userinfo(token(BACKEND.exchange(alice(), Map.of())))).isEqualTo(403);
    }

    /** An ID token stands for the grant that it came of, whatever else the session has. */
    @Test
    void anIdTokenEndsWithItsOwnGrant() {
        RelyingParty several = RelyingParty.several(PROVIDER);
        Visitor carol = new Visitor(PROVIDER, People.CAROL);
        JsonPath first = carol.tokens(several, "openid offline_access api:read");
        Map<String, String> asIdToken = Map.of("subject_token_type", TYPE + "id_token");
        carol.tokens(several, "openid offline_access api:read");
        DESK.exchange(first.getString("id_token"), asIdToken).then().statusCode(200);
        several.post("/revoke", Map.of("token", first.getString("refresh_token")));
        DESK.exchange(first.getString("id_token"), asIdToken)
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @ParameterizedTest
    @CsvSource({
        "audience, https://api.example.com, invalid_target",
        "audience, https://unknown.example.com, invalid_target",
        "resource, https://api.example.com, invalid_target",
        "resource, https://files.example.com, invalid_target",
        "scope, api:read, invalid_target",
        "scope, files:read, invalid_scope",
        "scope, reports:write, invalid_scope",
        "requested_token_type, urn:ietf:params:oauth:token-type:refresh_token, invalid_request",
        "requested_token_type, urn:ietf:params:oauth:token-type:id_token, invalid_request",
        "requested_token_type, urn:ietf:params:oauth:token-type:saml2, invalid_request",
        "subject_token_type, urn:ietf:params:oauth:token-type:refresh_token, invalid_request",
        "subject_token_type, urn:ietf:params:oauth:token-type:id_token, invalid_request",
        "subject_token_type, '', invalid_request",
        "actor_token_type, urn:ietf:params:oauth:token-type:access_token, invalid_request",
        "actor_token, x, invalid_request",
    })
    void whatMayNotBeHadIsRefused(String parameter, String value, String error) {
        refused(BACKEND.exchange(alice(), Map.of(parameter, value)), error);
    }

    @Test
    void severalRecipientsCountTogetherHoweverTheyAreNamed() {
        String subject = alice();
        JsonPath claims = Visitor.claims(token(DESK.exchange(subject, Map.of("audience", REPORTS, "resource", API))));
        assertThat(claims.getList("aud")).containsExactlyInAnyOrder(API, REPORTS);
    }

    @Test
    void aTokenThatWasNotMeantForTheClientIsRefused() {
        String forReports = token(SEVERAL, "reports:read");
        refused(BACKEND.exchange(forReports, Map.of()), "invalid_request");
        String ofAnotherClient =
                new Visitor(PROVIDER, People.ALICE).accessToken(RelyingParty.intranet(PROVIDER), "openid api:read");
        refused(BACKEND.exchange(ofAnotherClient, Map.of()), "invalid_request");
        refused(
                DESK.exchange(alice(), actor(token(BACKEND.exchange(alice(), Map.of())), "access_token")),
                "invalid_request");
    }

    @Test
    void refreshTokensAndUnknownTokensAreRefused() {
        String refresh = new Visitor(PROVIDER, People.ALICE)
                .tokens(SEVERAL, "openid api:read reports:read")
                .getString("refresh_token");
        for (String token : List.of(refresh, "x", "x.y.z", alice() + "x")) {
            refused(BACKEND.exchange(token, Map.of()), "invalid_request");
        }
    }

    @Test
    void aClientWithoutPermissionIsRefused() {
        refused(RelyingParty.intranet(PROVIDER).exchange(alice(), Map.of()), "unauthorized_client");
    }

    @Test
    void theNewTokenEndsNoLaterThanWhatWasGiven() {
        JsonPath subject = Visitor.claims(alice());
        String given = alice();
        clock.advance(Duration.ofSeconds(60));
        JsonPath claims = Visitor.claims(token(DESK.exchange(given, Map.of("audience", API))));
        assertThat(claims.getLong("exp")).isEqualTo(Visitor.claims(given).getLong("exp"));
        assertThat(subject.getLong("exp") - subject.getLong("iat")).isEqualTo(120);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-out", "person", "subject client", "client between", "revocation", "password"})
    void theNewTokenEndsWithEachThatItDescendsFrom(String event) {
        UserAgent browser = new UserAgent(PROVIDER);
        RelyingParty.Request request = SEVERAL.request("openid api:read reports:read");
        JsonPath tokens =
                request.redeem(People.ALICE.authorize(browser, request)).jsonPath();
        String first = token(BACKEND.exchange(tokens.getString("access_token"), Map.of()));
        String second = token(ARCHIVE.exchange(first, Map.of()));
        assertThat(active(second)).isTrue();
        switch (event) {
            case "sign-out" -> browser.get("/logout?id_token_hint=" + tokens.getString("id_token"));
            case "person" -> database.enable(People.ALICE, false);
            case "subject client" -> database.enable(SEVERAL, false);
            case "client between" -> database.enable(BACKEND, false);
            case "revocation" -> SEVERAL.post("/revoke", Map.of("token", tokens.getString("refresh_token")));
            default ->
                database.execute(
                        "update grants set revoked_at = now() where client_id = (select id from clients where client_id = 'several')");
        }
        assertThat(active(second)).isFalse();
        refused(ARCHIVE.exchange(first, Map.of()), "invalid_request");
    }

    @Test
    void theNewTokenEndsWithItsActor() {
        String delegated = token(DESK.exchange(alice(), actor(agent(), "access_token")));
        assertThat(userinfo(delegated)).isEqualTo(200);
        database.enable(People.BOB, false);
        try {
            assertThat(userinfo(delegated)).isEqualTo(401);
        } finally {
            database.enable(People.BOB, true);
        }
    }

    /** S30. */
    @Test
    void aBoundTokenIsNotExchangedWithoutProof() {
        String received = aliceFiles();
        bind();
        refused(BACKEND.exchange(received, Map.of("audience", FILES)), "invalid_request");
        String own = token(BACKEND.exchange(aliceFiles(), Map.of("audience", FILES)));
        bind();
        refused(BACKEND.exchange(own, Map.of("audience", FILES)), "invalid_request");
    }

    @Test
    void exchangesOfOneKindShareOneGrant() {
        String subject = alice();
        long before = derived();
        for (int i = 0; i < 3; i++) {
            token(BACKEND.exchange(subject, Map.of()));
        }
        assertThat(derived()).isEqualTo(before + 1);
    }

    @Test
    void aChainHasAnEnd() {
        Map<String, String> actor = actor(agent(), "access_token");
        Response answer = DESK.exchange(alice(), actor);
        int length = 0;
        while (answer.statusCode() == 200 && length < 20) {
            length++;
            answer = DESK.exchange(token(answer), actor);
        }
        assertThat(length).isEqualTo(9);
        answer.then()
                .statusCode(400)
                .body("error_description", equalTo("the subject_token has been exchanged too often"));
    }

    @Test
    void anExchangeCostsTwoQueriesAndNoWrite() {
        String subject = alice();
        token(BACKEND.exchange(subject, Map.of()));
        Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        try {
            clock.stop();
            token(BACKEND.exchange(subject, Map.of()));
            statistics.clear();
            token(BACKEND.exchange(subject, Map.of()));
            // every two seconds the client is a third
            assertThat(statistics.getPrepareStatementCount()).isBetween(2L, 3L);
            assertThat(statistics.getEntityInsertCount() + statistics.getEntityUpdateCount())
                    .isZero();
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }

    @Test
    void theTrailTellsSubjectAndActor() {
        String from = "from audit_events where type = 'token_exchanged' and client_id = 'backend' and sub = '"
                + People.ALICE.sub() + "' and detail @> '{\"subject_client\": \"several\", \"actors\": \"backend\"}'";
        String count = "select count(*) " + from;
        long before = database.count(count);
        token(BACKEND.exchange(alice(), Map.of()));
        await().until(() -> database.count(count) > before);
    }

    private long derived() {
        return database.count("select count(*) from grants where lineage is not null");
    }

    /** As if a key had been proven when they were issued. */
    private void bind() {
        database.execute("update access_tokens set cnf = '{\"jkt\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}'");
    }

    private void mayAct(String sub) {
        database.execute("update users set claims = claims || '{\"may_act\": {\"sub\": \"" + sub + "\"}}' where sub = '"
                + People.ALICE.sub() + "'");
    }

    private static Map<String, String> actor(String token, String type) {
        return Map.of("actor_token", token, "actor_token_type", TYPE + type);
    }

    private static String alice() {
        return token(SEVERAL, "openid api:read reports:read");
    }

    private static String aliceFiles() {
        return token(SEVERAL, "openid api:read files:read");
    }

    private static String agent() {
        return new Visitor(PROVIDER, People.BOB).accessToken(DESK, "openid api:read");
    }

    private static String token(RelyingParty client, String scope) {
        return new Visitor(PROVIDER, People.ALICE).accessToken(client, scope);
    }

    private static String token(Response answer) {
        return issued(answer).getString("access_token");
    }

    private static JsonPath issued(Response answer) {
        return answer.then().statusCode(200).extract().jsonPath();
    }

    private static void refused(Response answer, String error) {
        answer.then().statusCode(400).body("error", equalTo(error));
    }

    private static boolean active(String token) {
        return ARCHIVE.post("/introspect", Map.of("token", token)).jsonPath().getBoolean("active");
    }

    private static int userinfo(String token) {
        return RestAssured.given()
                .auth()
                .oauth2(token)
                .get(PROVIDER.resolve("/userinfo"))
                .statusCode();
    }
}
