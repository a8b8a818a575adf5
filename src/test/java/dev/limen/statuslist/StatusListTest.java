package dev.limen.statuslist;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.limen.client.Client;
import dev.limen.client.ClientRegistration;
import dev.limen.client.Clients;
import dev.limen.support.Database;
import dev.limen.support.Jwt;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.TestClock;
import dev.limen.support.Visitor;
import dev.limen.user.Users;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Token Status List, as a resource server that checks tokens by itself sees it. */
@QuarkusTest
class StatusListTest {

    private static final URI PROVIDER = Provider.uri();
    private static final RelyingParty INTRANET = RelyingParty.intranet(PROVIDER);
    private static final RelyingParty ROBOT = RelyingParty.robot(PROVIDER);

    private final Visitor bob = new Visitor(PROVIDER, People.BOB);

    @Inject
    Database database;

    @Inject
    Users users;

    @Inject
    Clients clients;

    @Inject
    TestClock clock;

    @AfterEach
    void restore() {
        clock.reset();
        QuarkusTransaction.requiringNew().run(() -> users.byUsername("bob").ifPresent(users::enable));
        enable("robot", true);
    }

    @Test
    void aListIsSignedCompressedAndCacheable() throws Exception {
        String uri = uri(bob.accessToken(INTRANET, "openid"));
        assertThat(uri).startsWith(PROVIDER + "/status-lists/");
        Response answer = given().get(uri);
        answer.then()
                .statusCode(200)
                .contentType("application/statuslist+jwt")
                .header("Cache-Control", "public, max-age=30")
                .header("Access-Control-Allow-Origin", "*")
                .header("ETag", notNullValue());
        SignedJWT jwt = SignedJWT.parse(answer.asString());
        JWKSet keys = JWKSet.parse(given().get("/jwks").asString());
        assertThat(jwt.verify(new RSASSAVerifier(
                        keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("statuslist+jwt");
        Jwt read = Jwt.of(answer.asString());
        assertThat(read.claims()).containsEntry("sub", uri).containsEntry("iss", PROVIDER.toString());
        assertThat(read.claims()).containsEntry("ttl", 30);
        assertThat(read.seconds("exp") - read.seconds("iat")).isEqualTo(300);
        given().header("If-None-Match", answer.header("ETag")).get(uri).then().statusCode(304);
    }

    @Test
    void aRevokedTokenIsSeenAloneAndAtOnce() {
        JsonPath tokens = bob.tokens(INTRANET, "openid offline_access");
        String other = INTRANET.refresh(tokens.getString("refresh_token")).path("access_token");
        assertThat(revoked(tokens.getString("access_token"))).isFalse();
        INTRANET.post("/revoke", Map.of("token", tokens.getString("access_token")))
                .then()
                .statusCode(200);
        sees(tokens.getString("access_token"));
        assertThat(revoked(other)).isFalse();
    }

    @Test
    void everyTokenOfAGrantEndsWithIt() {
        JsonPath tokens = bob.tokens(INTRANET, "openid offline_access");
        JsonPath refreshed = INTRANET.refresh(tokens.getString("refresh_token")).jsonPath();
        INTRANET.post("/revoke", Map.of("token", refreshed.getString("refresh_token")));
        sees(tokens.getString("access_token"));
        sees(refreshed.getString("access_token"));
    }

    @Test
    void aDisabledPersonsTokensEnd() {
        String token = bob.accessToken(INTRANET, "openid");
        QuarkusTransaction.requiringNew().run(() -> users.byUsername("bob").ifPresent(users::disable));
        sees(token);
    }

    @Test
    void aDisabledClientsTokensEndAndLaterOnesAreGood() {
        String token = robot();
        String second = robot();
        enable("robot", false);
        sees(token);
        sees(second);
        enable("robot", true);
        assertThat(revoked(robot())).isFalse();
    }

    @Test
    void oneTokenOfAMachineIsRevokedAlone() {
        String token = robot();
        String second = robot();
        ROBOT.post("/revoke", Map.of("token", token)).then().statusCode(200);
        sees(token);
        assertThat(revoked(second)).isFalse();
    }

    /** The first token of a block shares its place's number with the block. */
    @Test
    void aTokenThatEndedAloneDoesNotShieldTheOthersOfItsBlock() {
        enable("robot", false);
        enable("robot", true);
        String first = robot();
        String second = robot();
        ROBOT.post("/revoke", Map.of("token", first)).then().statusCode(200);
        enable("robot", false);
        sees(second);
    }

    @Test
    void noTwoTokensShareAPlaceAndAMachinesCostNoRow() {
        Set<Integer> places = new HashSet<>();
        long before = entries();
        for (int i = 0; i < 100; i++) {
            places.add(index(robot()));
        }
        assertThat(places).hasSize(100);
        assertThat(entries() - before).isLessThan(6);
    }

    @Test
    void opaqueTokensHaveNone() {
        RelyingParty opaque = RelyingParty.opaque(PROVIDER);
        long before = entries();
        bob.accessToken(opaque, "openid");
        assertThat(entries()).isEqualTo(before);
    }

    @Test
    void theListsAreListed() {
        String uri = uri(bob.accessToken(INTRANET, "openid"));
        given().get("/status-lists").then().statusCode(200).body("status_lists", hasItem(uri));
        given().get("/.well-known/openid-configuration")
                .then()
                .body("status_list_aggregation_endpoint", equalTo(PROVIDER + "/status-lists"));
    }

    @Test
    void whatIsNoListIsRefused() {
        given().get("/status-lists/999999").then().statusCode(404);
        given().get("/status-lists/x").then().statusCode(404);
        String uri = uri(bob.accessToken(INTRANET, "openid"));
        given().queryParam("time", "1700000000").get(uri).then().statusCode(501);
        given().accept("application/statuslist+cwt").get(uri).then().statusCode(406);
    }

    @Test
    void theSameListIsTheSameBytesUntilHalfItsTimeIsOver() {
        String uri = uri(bob.accessToken(INTRANET, "openid"));
        clock.stop();
        clock.advance(Duration.ofSeconds(20));
        String tag = given().get(uri).header("ETag");
        clock.advance(Duration.ofSeconds(14));
        assertThat(given().get(uri).header("ETag")).isEqualTo(tag);
        clock.advance(Duration.ofSeconds(2));
        assertThat(given().get(uri).header("ETag")).isNotEqualTo(tag);
    }

    /** S7: no list is better than one that says "valid" of what may be revoked. */
    @Test
    void withoutTheDatabaseOldKnowledgeIsNotSignedAnew() throws Exception {
        String uri = uri(bob.accessToken(INTRANET, "openid"));
        given().get(uri).then().statusCode(200);
        clock.advance(Duration.ofSeconds(60));
        database.away(() -> given().get(uri).then().statusCode(503).header("Retry-After", notNullValue()));
        given().get(uri).then().statusCode(200);
    }

    /** A token of a grant that ends while it is made must not be handed out with a place that nobody will end. */
    @Test
    void theLoadDoesNotOutrunARevocation() throws Exception {
        JsonPath tokens = bob.tokens(INTRANET, "openid offline_access");
        String[] newest = {tokens.getString("refresh_token"), tokens.getString("access_token")};
        Thread refreshing = Thread.ofVirtual().start(() -> {
            while (true) {
                Response answer = INTRANET.refresh(newest[0]);
                if (answer.statusCode() != 200) {
                    return;
                }
                newest[0] = answer.path("refresh_token");
                newest[1] = answer.path("access_token");
            }
        });
        INTRANET.post("/revoke", Map.of("token", tokens.getString("refresh_token")))
                .then()
                .statusCode(200);
        refreshing.join();
        sees(newest[1]);
    }

    private String robot() {
        return ROBOT.token(Map.of("grant_type", "client_credentials"))
                .then()
                .statusCode(200)
                .body("access_token", containsString("."))
                .extract()
                .path("access_token");
    }

    private long entries() {
        return QuarkusTransaction.requiringNew().call(() -> ((Number) dev.limen.grant.Grant.getEntityManager()
                        .createNativeQuery("select count(*) from status_entries")
                        .getSingleResult())
                .longValue());
    }

    private void enable(String clientId, boolean enabled) {
        QuarkusTransaction.requiringNew().run(() -> {
            Client client = clients.find(clientId).orElseThrow();
            clients.store(new ClientRegistration(clientId, Optional.of(enabled), client.metadata, Optional.empty()));
        });
    }

    /** Within a second, as others must learn of it on every node. */
    private static void sees(String token) {
        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(revoked(token)).isTrue());
    }

    private static boolean revoked(String token) {
        int index = index(token);
        byte[] list = inflate(Base64.getUrlDecoder()
                .decode(((Map<?, ?>) Jwt.of(given().get(uri(token)).asString())
                                .claims()
                                .get("status_list"))
                        .get("lst")
                        .toString()));
        return (list[index / 8] >> index % 8 & 1) == 1;
    }

    private static byte[] inflate(byte[] compressed) {
        try {
            Inflater inflater = new Inflater();
            inflater.setInput(compressed);
            byte[] list = new byte[1 << 17];
            assertThat(inflater.inflate(list)).isEqualTo(list.length);
            inflater.end();
            return list;
        } catch (java.util.zip.DataFormatException e) {
            throw new AssertionError(e);
        }
    }

    private static int index(String token) {
        return (int) reference(token).get("idx");
    }

    private static String uri(String token) {
        return reference(token).get("uri").toString();
    }

    private static Map<?, ?> reference(String token) {
        return (Map<?, ?>) ((Map<?, ?>) Jwt.of(token).claims().get("status")).get("status_list");
    }
}
