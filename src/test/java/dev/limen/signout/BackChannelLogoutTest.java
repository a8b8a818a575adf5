package dev.limen.signout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.limen.client.CertificatesProfile;
import dev.limen.client.Client;
import dev.limen.client.Clients;
import dev.limen.config.Command;
import dev.limen.config.Command.EndSessions.Whose;
import dev.limen.grant.Grants;
import dev.limen.issuance.SessionGrants;
import dev.limen.protocol.Scope;
import dev.limen.session.Session;
import dev.limen.session.Sessions;
import dev.limen.support.Database;
import dev.limen.support.LogoutEndpoint;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.Race;
import dev.limen.support.Registrar;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.SealedClient;
import dev.limen.support.TestClock;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import dev.limen.support.Visitor;
import dev.limen.user.PasswordHash;
import dev.limen.user.User;
import dev.limen.user.Users;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OpenID Connect Back-Channel Logout 1.0. */
@QuarkusTest
@TestProfile(CertificatesProfile.class)
class BackChannelLogoutTest {

    private static final Duration SOON = Duration.ofSeconds(2);

    private static final PasswordHash ANOTHER = PasswordHash.parse(
                    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")
            .orElseThrow();

    private final URI provider = Provider.uri();
    private final UserAgent browser = new UserAgent(provider);
    private final List<LogoutEndpoint> endpoints = new ArrayList<>();

    @Inject
    Registrar registrar;

    @Inject
    Clients clients;

    @Inject
    Users users;

    @Inject
    Sessions sessions;

    @Inject
    SessionGrants sessionGrants;

    @Inject
    Grants grants;

    @Inject
    SignOut signOut;

    @Inject
    SessionCommand command;

    @Inject
    Notices notices;

    @Inject
    TestClock clock;

    @Inject
    Database database;

    @Inject
    EntityManager entities;

    @AfterEach
    void close() {
        endpoints.forEach(LogoutEndpoint::close);
        clock.reset();
        database.execute("delete from logout_notices");
        database.enable(People.BOB, true);
    }

    /** Sections 2.4 and 2.5. */
    @Test
    void eachClientOfTheSessionIsToldWithin2Seconds() throws Exception {
        LogoutEndpoint one = endpoint();
        LogoutEndpoint two = endpoint();
        LogoutEndpoint elsewhere = endpoint();
        register("told-elsewhere", elsewhere, Map.of());
        JsonPath tokens = signIn(register("told-one", one, Map.of()), "openid");
        signIn(register("told-two", two, Map.of()), "openid");

        leave();

        String token = soon(one);
        SignedJWT jwt = SignedJWT.parse(token);
        JWKSet keys = JWKSet.parse(RestAssured.get("/jwks").asString());
        assertThat(jwt.verify(new RSASSAVerifier(
                        keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        assertThat(jwt.getHeader().getType()).hasToString("logout+jwt");
        JsonPath claims = Visitor.claims(token);
        JsonPath idToken = Visitor.claims(tokens.getString("id_token"));
        assertThat(claims.getMap("").keySet())
                .isEqualTo(Set.of("iss", "sub", "aud", "iat", "exp", "jti", "events", "sid"));
        assertThat(claims.getString("iss")).isEqualTo(provider.toString());
        assertThat(claims.getString("sub")).isEqualTo(idToken.getString("sub"));
        assertThat(claims.getString("sid")).isEqualTo(idToken.getString("sid"));
        assertThat(claims.getString("aud")).isEqualTo("told-one");
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isBetween(1L, 120L);
        assertThat(claims.<Map<String, Object>>get("events"))
                .isEqualTo(Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        assertThat(Visitor.claims(soon(two)).getString("jti")).isNotEqualTo(claims.getString("jti"));
        awaitNothingLeft();
        assertThat(one.received()).hasSize(1);
        assertThat(elsewhere.received()).isEmpty();
    }

    /** Section 2.6: as ID tokens are. */
    @Test
    void theTokenIsSignedAndEncryptedAsIdTokensAre() throws Exception {
        LogoutEndpoint endpoint = endpoint();
        SealedClient keys = new SealedClient();
        signIn(
                register(
                        "told-sealed",
                        endpoint,
                        Map.of(
                                "id_token_signed_response_alg",
                                "ES256",
                                "id_token_encrypted_response_alg",
                                "RSA-OAEP-256",
                                "jwks",
                                keys.keys().toPublicJWKSet().toJSONObject())),
                "openid");
        leave();
        String signed = keys.open(soon(endpoint)).getPayload().toString();
        assertThat(Visitor.header(signed).getString("alg")).isEqualTo("ES256");
        assertThat(Visitor.claims(signed).getString("aud")).isEqualTo("told-sealed");
    }

    /** OpenID Connect Core 1.0, section 8: as the client knows the person. */
    @Test
    void thePersonIsNamedAsInTheClientsIdTokens() {
        LogoutEndpoint endpoint = endpoint();
        RelyingParty client = register("told-pairwise", endpoint, Map.of("subject_type", "pairwise"));
        String sub =
                Visitor.claims(signIn(client, "openid").getString("id_token")).getString("sub");
        assertThat(sub).isNotEqualTo(People.BOB.sub());
        leave();
        assertThat(Visitor.claims(soon(endpoint)).getString("sub")).isEqualTo(sub);
    }

    @Test
    void whateverEndsTheSessionTellsOfIt() {
        LogoutEndpoint endpoint = endpoint();
        RelyingParty client = register("told-any", endpoint, Map.of());
        List<Runnable> ends = List.of(
                () -> inTransaction(() -> users.disable(bob())),
                () -> inTransaction(() -> users.password(bob(), ANOTHER)),
                () -> inTransaction(() -> signOut.endAll(bob(), "test")),
                () -> inTransaction(
                        () -> signOut.endAll(clients.find("told-any").orElseThrow(), "test")),
                () -> command.carryOut(new Command.EndSessions(Whose.USER, "bob")),
                () -> command.carryOut(new Command.EndSessions(Whose.CLIENT, "told-any")),
                () -> database.execute("delete from sessions"));
        String hash = hash();
        for (int i = 0; i < ends.size(); i++) {
            String sid = Visitor.claims(signIn(client, "openid").getString("id_token"))
                    .getString("sid");
            ends.get(i).run();
            int expected = i + 1;
            await("end " + i).atMost(SOON).until(() -> endpoint.received().size() == expected);
            assertThat(Visitor.claims(endpoint.received().get(i)).getString("sid"))
                    .isEqualTo(sid);
            database.enable(People.BOB, true);
            database.execute("update users set password_hash = '" + hash + "' where username = 'bob'");
            leave();
        }
    }

    /** Section 2.7, and what an operator's end means. */
    @Test
    void refreshTokensEndWithTheSessionAndOfflineOnesWithTheOperatorsWord() {
        RelyingParty client = register("told-refresh", endpoint(), Map.of("scope", "openid offline_access"));
        String online = signIn(client, "openid").getString("refresh_token");
        String offline = signIn(client, "openid offline_access").getString("refresh_token");
        leave();
        client.refresh(online).then().statusCode(400);
        String next = client.refresh(offline).then().statusCode(200).extract().path("refresh_token");
        signIn(client, "openid");
        assertThat(command.carryOut(new Command.EndSessions(Whose.CLIENT, "told-refresh")))
                .isEqualTo("Sessions with the client told-refresh ended: 1");
        client.refresh(next).then().statusCode(400);
        assertThat(browser.get(client.request("openid").uri()).elsewhere())
                .as("the person stays signed in")
                .isTrue();
    }

    @Test
    void aNewProofOfTheSamePersonEndsNoSession() {
        LogoutEndpoint endpoint = endpoint();
        RelyingParty client = register("told-again", endpoint, Map.of());
        String before =
                Visitor.claims(signIn(client, "openid").getString("id_token")).getString("sid");
        Request again = client.request("openid").with("prompt", "login");
        String after = Visitor.claims(again.redeem(People.BOB.authorize(browser, again))
                        .jsonPath()
                        .getString("id_token"))
                .getString("sid");
        assertThat(after).isEqualTo(before);
        assertThat(database.count("select count(*) from logout_notices")).isZero();
        leave();
        soon(endpoint);
        awaitNothingLeft();
        assertThat(endpoint.received()).hasSize(1);
    }

    /** An authorization that has read the session before it ended, and commits after it. */
    @Test
    void whatIsGrantedWhileTheSessionEndsIsOver() throws Exception {
        register("told-late", endpoint(), Map.of());
        Session session =
                sessions.begin(Optional.empty(), bob(), List.of("pwd"), false).session();
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            QuarkusTransaction.begin();
            sessions.end(session);
            Future<UUID> granted =
                    other.submit(() -> QuarkusTransaction.requiringNew().call(() -> grant(session)));
            await().until(() -> database.count("select count(*) from pg_locks where not granted") > 0);
            QuarkusTransaction.commit();
            assertThat(database.count("select count(*) from grants where revoked_at is not null and id = '"
                            + granted.get() + "'"))
                    .isEqualTo(1);
        }
        assertThat(database.count("select count(*) from session_clients where session_id = '" + session.id + "'"))
                .isZero();
    }

    private UUID grant(Session session) {
        Client client = clients.find("told-late").orElseThrow();
        return grants.open(sessionGrants.of(session, client, Scope.parse("openid"), List.of(), Duration.ofMinutes(1)))
                .id;
    }

    /** What goes wrong here ends in the outbox as what goes wrong there. */
    @Test
    void aTokenThatCannotBeMadeIsAFailureToo() {
        RelyingParty client = register("told-without-secret", endpoint(), Map.of());
        signIn(client, "openid");
        database.execute("update clients set metadata = jsonb_set(metadata::jsonb, '{id_token_signed_response_alg}',"
                + " '\"HS256\"') , secret_sealed = null where client_id = 'told-without-secret'");
        leave();
        awaitFailure();
        database.execute("update logout_notices set attempts = 14");
        await().until(() -> {
            clock.advance(Duration.ofHours(1));
            return failures("given_up_at is not null and last_failure like 'no logout token can be made%'") == 1;
        });
    }

    @Test
    void aRollbackTellsNobody() {
        LogoutEndpoint endpoint = endpoint();
        signIn(register("told-nothing", endpoint, Map.of()), "openid");
        QuarkusTransaction.begin();
        signOut.endAll(bob(), "test");
        QuarkusTransaction.rollback();
        assertThat(database.count("select count(*) from logout_notices")).isZero();
    }

    @Test
    void anEndpointThatFailsIsTriedAgain() {
        LogoutEndpoint endpoint = endpoint().answering(503);
        signIn(register("told-later", endpoint, Map.of()), "openid");
        leave();
        String first = soon(endpoint);
        awaitFailure();
        endpoint.answering(204);
        clock.advance(Duration.ofSeconds(3));
        await().atMost(SOON).until(() -> endpoint.received().size() == 2);
        JsonPath again = Visitor.claims(endpoint.received().get(1));
        assertThat(again.getString("jti")).isNotEqualTo(Visitor.claims(first).getString("jti"));
        assertThat(again.getLong("iat")).isGreaterThan(Visitor.claims(first).getLong("iat"));
        awaitNothingLeft();
    }

    /** Section 2.8: a 400 is said by a client that understood. */
    @Test
    void whoRefusesIsGivenUpAfterThreeTriesWhereAnOperatorSeesIt() {
        LogoutEndpoint endpoint = endpoint().answering(400);
        signIn(register("told-in-vain", endpoint, Map.of()), "openid");
        leave();
        await().until(() -> {
            clock.advance(Duration.ofMinutes(1));
            return failures("given_up_at is not null") == 1;
        });
        assertThat(endpoint.received()).hasSize(3);
        assertThat(database.count("select count(*) from logout_failures where client_id = 'told-in-vain'"
                        + " and last_failure = 'it answered 400' and attempts = 3 and sub = 'bob-sub-0002'"))
                .isEqualTo(1);
        await().until(() -> database.count("select count(*) from audit_events where type = 'logout_not_delivered'"
                        + " and client_id = 'told-in-vain'")
                == 1);
        assertThat(notices.counts().givenUp()).isEqualTo(1);
        assertThat(notices.claim(List.of(), 10, 10, SOON)).isEmpty();
    }

    @Test
    void othersAreTriedAsOftenAsIsSetAndThenGivenUp() {
        LogoutEndpoint endpoint = endpoint().answering(500);
        signIn(register("told-often", endpoint, Map.of()), "openid");
        leave();
        soon(endpoint);
        awaitFailure();
        database.execute("update logout_notices set attempts = 13");
        await().until(() -> {
            clock.advance(Duration.ofHours(1));
            return failures("given_up_at is not null and attempts = 15") == 1;
        });
        assertThat(endpoint.received()).hasSize(3);
    }

    /** Twenty sessions of a client that does not answer hold up nobody else. */
    @Test
    void aSlowClientCostsTheOthersNothing() {
        LogoutEndpoint slow = endpoint().silent();
        LogoutEndpoint quick = endpoint();
        RelyingParty slowClient = register("told-slowly", slow, Map.of());
        RelyingParty quickClient = register("told-quickly", quick, Map.of());
        signIn(slowClient, "openid");
        signIn(quickClient, "openid");
        UUID id = clients.find("told-slowly").orElseThrow().id;
        database.execute(
                "insert into logout_notices (client_id, user_id, sid, created_at, due_at) select '" + id + "', '"
                        + bob().id + "', 'sid-' || i, '" + clock.instant() + "', '" + clock.instant()
                        + "' from generate_series(1, 20) i");
        await().until(() -> !slow.received().isEmpty());
        leave();
        soon(quick);
        assertThat(slow.received()).hasSizeLessThan(10);
    }

    @Test
    void noTwoNodesTakeTheSameNotice() throws Exception {
        register("told-by-one", endpoint(), Map.of());
        UUID id = clients.find("told-by-one").orElseThrow().id;
        // in the future of the clock, so that the node of this test does not take them
        database.execute("insert into logout_notices (client_id, user_id, sid, created_at, due_at) select '" + id
                + "', '" + bob().id + "', 'sid-' || i, now(), now() + interval '1 day' from generate_series(1, 40) i");
        List<List<Notice>> taken = Race.of(8, this::claimTomorrow);
        List<UUID> all = taken.stream().flatMap(List::stream).map(Notice::id).toList();
        assertThat(all).doesNotHaveDuplicates().isNotEmpty();
    }

    private List<Notice> claimTomorrow() {
        return notices.claimAt(clock.instant().plus(Duration.ofDays(2)), List.of(), 10, 10, Duration.ofDays(9));
    }

    @Test
    void whoWantsNoneAnyMoreGetsNone() {
        LogoutEndpoint endpoint = endpoint().answering(503);
        RelyingParty client = register("told-no-more", endpoint, Map.of());
        signIn(client, "openid");
        leave();
        soon(endpoint);
        awaitFailure();
        database.enable(client, false);
        clock.advance(Duration.ofSeconds(3));
        awaitNothingLeft();
        assertThat(endpoint.received()).hasSize(1);
    }

    private LogoutEndpoint endpoint() {
        LogoutEndpoint endpoint = new LogoutEndpoint();
        endpoints.add(endpoint);
        return endpoint;
    }

    private RelyingParty register(String id, LogoutEndpoint endpoint, Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>(Map.of("backchannel_logout_uri", endpoint.uri()));
        members.putAll(more);
        return registrar.register(id, members);
    }

    private JsonPath signIn(RelyingParty client, String scope) {
        Request request = client.request(scope);
        return request.redeem(People.BOB.authorize(browser, request))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void leave() {
        Visit confirm = browser.get("/logout");
        if (confirm.page().equals("confirm-sign-out")) {
            browser.press(confirm, "#sign-out");
        }
    }

    private static String soon(LogoutEndpoint endpoint) {
        await().atMost(SOON).until(() -> !endpoint.received().isEmpty());
        return endpoint.received().getFirst();
    }

    private void awaitNothingLeft() {
        await().until(() -> database.count("select count(*) from logout_notices") == 0);
    }

    private void awaitFailure() {
        await().until(() -> failures("last_failure is not null") == 1);
    }

    private long failures(String condition) {
        return database.count("select count(*) from logout_notices where " + condition);
    }

    private User bob() {
        return QuarkusTransaction.joiningExisting()
                .call(() -> users.byUsername("bob").orElseThrow());
    }

    private String hash() {
        return (String) QuarkusTransaction.joiningExisting()
                .call(() -> entities.createNativeQuery("select password_hash from users where username = 'bob'")
                        .getSingleResult());
    }

    private static void inTransaction(Runnable change) {
        QuarkusTransaction.requiringNew().run(change);
    }
}
