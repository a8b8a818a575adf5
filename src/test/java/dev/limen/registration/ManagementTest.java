package dev.limen.registration;

import static dev.limen.registration.Registrant.registered;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.limen.client.ClientMemory;
import dev.limen.client.Clients;
import dev.limen.realm.RealmFile;
import dev.limen.storage.Sweep;
import dev.limen.support.Database;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.Race;
import dev.limen.support.RelyingParty;
import dev.limen.support.TestClock;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7592. */
@QuarkusTest
@TestProfile(OpenRegistration.class)
class ManagementTest {

    private final URI provider = Provider.uri();

    @Inject
    ClientMemory memory;

    @Inject
    Database database;

    @Inject
    Clients clients;

    @Inject
    RealmFile realmFile;

    @Inject
    UnusedClients unused;

    @Inject
    Sweep sweep;

    @Inject
    TestClock clock;

    @TempDir
    Path directory;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    /** RFC 7592, section 2.1: all that is registered, but for the secret, of which no more than a hash is there. */
    @Test
    void readsWhatIsRegistered() {
        Registrant registrant = registered(Map.of("tos_uri", "https://registrant.example.com/terms"));
        Map<String, Object> told = registrant.information().getMap("");
        told.remove("client_secret");
        told.remove("client_secret_expires_at");
        Map<String, Object> read = registrant
                .read()
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .jsonPath()
                .getMap("");
        assertThat(read).isEqualTo(told);
    }

    /** RFC 7592, section 2.2: replaced as a whole, what is left out goes back to its default. */
    @Test
    void replacesWhatIsRegistered() {
        Registrant registrant = registered(
                Map.of("client_uri", "https://registrant.example.com/", "id_token_signed_response_alg", "ES256"));
        registrant
                .update(Map.of("client_name", "Renamed", "redirect_uris", List.of("https://new.example.com/callback")))
                .then()
                .statusCode(200)
                .body("client_id", equalTo(registrant.clientId()))
                .body("client_id_issued_at", equalTo(registrant.information().get("client_id_issued_at")))
                .body("client_name", equalTo("Renamed"))
                .body("redirect_uris", equalTo(List.of("https://new.example.com/callback")))
                .body("client_uri", nullValue())
                .body("id_token_signed_response_alg", equalTo("RS256"))
                .body("registration_client_uri", equalTo(registrant.uri()));
        assertThat(clients.find(registrant.clientId()).orElseThrow().displayName())
                .isEqualTo("Renamed");
    }

    /** What people granted at one address must not tell the subjects of the sector of another. */
    @Test
    void staysInItsSector() {
        Map<String, Object> pairwise = Map.of("subject_type", "pairwise");
        Map<String, Object> elsewhere =
                Map.of("subject_type", "pairwise", "redirect_uris", List.of("https://bank.example.com/callback"));
        Registrant known = registered(Map.of());
        known.update(pairwise).then().statusCode(400).body("error", equalTo("invalid_client_metadata"));
        known.update(elsewhere).then().statusCode(400).body("error_description", startsWith("subject_type "));
        Registrant sector = registered(pairwise);
        sector.update(elsewhere).then().statusCode(400).body("error_description", startsWith("subject_type "));
        Registrant.told(sector.update(pairwise)).update(Map.of()).then().statusCode(200);
    }

    @Test
    void rotatesTokenAndSecretWithEachUpdate() {
        Registrant registrant = registered(Map.of());
        JsonPath updated =
                registrant.update(Map.of()).then().statusCode(200).extract().jsonPath();
        String token = updated.getString("registration_access_token");
        assertThat(token).isNotEqualTo(registrant.token());
        assertThat(updated.getString("client_secret")).hasSize(43).isNotEqualTo(registrant.secret());
        registrant.read().then().statusCode(401);
        given().auth().oauth2(token).get(registrant.uri()).then().statusCode(200);
        assertThat(authenticates(registrant, registrant.secret())).isFalse();
        assertThat(authenticates(registrant, updated.getString("client_secret")))
                .isTrue();
    }

    @Test
    void forgetsTheSecretOfAClientThatNeedsNone() {
        Registrant registrant = registered(Map.of());
        registrant
                .update(Map.of("token_endpoint_auth_method", "none"))
                .then()
                .statusCode(200)
                .body("client_secret", nullValue());
        assertThat(authenticates(registrant, registrant.secret())).isFalse();
    }

    /** RFC 7592, section 2.2: a client may repeat its secret, and cannot choose it. */
    @Test
    void letsNoClientChooseItsSecret() {
        Registrant registrant = registered(Map.of());
        registrant
                .update(Map.of("client_secret", "a-secret-of-my-own-choice-which-is-long"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_client_metadata"));
        registrant.update(Map.of("client_secret", 1L)).then().statusCode(400);
        registrant
                .update(Map.of("client_secret", registrant.secret()))
                .then()
                .statusCode(200)
                .body("client_secret", not(equalTo(registrant.secret())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registration_access_token",
                "registration_client_uri",
                "client_secret_expires_at",
                "client_id_issued_at"
            })
    void refusesWhatTheServerAloneSays(String member) {
        Registrant registrant = registered(Map.of());
        registrant
                .update(Map.of(member, "x"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_client_metadata"))
                .body("error_description", startsWith(member));
    }

    @Test
    void refusesTheIdentifierOfAnother() {
        Registrant registrant = registered(Map.of());
        Registrant other = registered(Map.of());
        registrant.update(Map.of("client_id", other.clientId())).then().statusCode(400);
        registrant.update(Map.of("client_id", 1L)).then().statusCode(400);
    }

    /** A refused update costs neither token nor secret. */
    @Test
    void changesNothingWhereAnUpdateIsRefused() {
        Registrant registrant = registered(Map.of());
        registrant
                .update(Map.of("redirect_uris", List.of("javascript:alert(1)")))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_redirect_uri"));
        registrant.update(Map.of("scope", "api:read")).then().statusCode(400);
        registrant
                .update(Map.of("grant_types", List.of("authorization_code", "password")))
                .then()
                .statusCode(400);
        registrant.read().then().statusCode(200).body("redirect_uris", equalTo(List.of(Registrant.REDIRECT_URI)));
        assertThat(authenticates(registrant, registrant.secret())).isTrue();
    }

    @Test
    void letsNoUpdateGiveAPrivilege() {
        registered(Map.of())
                .update(Map.of("consent", "none", "require_pkce", false, "enabled", false))
                .then()
                .statusCode(200)
                .body("consent", equalTo("remember"))
                .body("require_pkce", equalTo(true));
    }

    /** S16, S21: whatever is wrong with the token, the answer is the same. */
    @Test
    void refusesOtherTokens() {
        Registrant registrant = registered(Map.of());
        Registrant other = registered(Map.of());
        for (String token : List.of(other.token(), "x", "A".repeat(43))) {
            given().auth()
                    .oauth2(token)
                    .get(registrant.uri())
                    .then()
                    .statusCode(401)
                    .header("Cache-Control", "no-store")
                    .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                    .body("error", equalTo("invalid_token"));
            given().auth().oauth2(token).delete(registrant.uri()).then().statusCode(401);
            given().auth()
                    .oauth2(token)
                    .contentType("application/json")
                    .body("{\"client_id\":\"" + registrant.clientId() + "\"}")
                    .put(registrant.uri())
                    .then()
                    .statusCode(401);
        }
        given().auth().oauth2(registrant.token()).get("/register/web").then().statusCode(401);
        given().auth().oauth2(registrant.token()).get("/register/nobody").then().statusCode(401);
        given().header("Authorization", "DPoP " + registrant.token())
                .get(registrant.uri())
                .then()
                .statusCode(401);
        registrant.read().then().statusCode(200);
    }

    /** RFC 6750, section 3.1: no error where nothing was presented. */
    @Test
    void asksForTheTokenWhereThereIsNone() {
        Registrant registrant = registered(Map.of());
        given().get(registrant.uri())
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer realm=\"limen\""))
                .header("WWW-Authenticate", not(containsString("error")));
        given().queryParam("access_token", registrant.token())
                .get(registrant.uri())
                .then()
                .statusCode(400);
        given().delete(registrant.uri()).then().statusCode(401);
    }

    /** S21: it cannot bring itself back. */
    @Test
    void listensToNoDisabledClient() {
        Registrant registrant = registered(Map.of());
        enable(registrant, false);
        registrant.read().then().statusCode(401);
        registrant.update(Map.of("client_name", "Back", "enabled", true)).then().statusCode(401);
        registrant.delete().then().statusCode(401);
        var client = clients.find(registrant.clientId()).orElseThrow();
        assertThat(client.enabled).isFalse();
        assertThat(client.displayName()).isEqualTo("Registrant");
        enable(registrant, true);
        registrant.read().then().statusCode(200);
    }

    /** RFC 7592, section 2.3: what the client was given ends, what people have stays. */
    @Test
    void deletesAClientWithAllThatItWasGranted() {
        Registrant registrant = registered(Map.of(
                "grant_types", List.of("authorization_code", "refresh_token"), "scope", "openid offline_access"));
        RelyingParty client = client(registrant);
        UserAgent browser = new UserAgent(provider);
        RelyingParty.Request request = client.request("openid offline_access");
        JsonPath tokens = request.redeem(People.BOB.authorize(browser, request))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        RelyingParty.Request second = client.request("openid");
        Map<String, String> answer = People.BOB.authorize(browser, second);
        String grant = Visitor.claims(tokens.getString("access_token")).getString("jti");
        assertThat(grant).isNotBlank();
        long revoked = database.count("select count(*) from status_revoked");

        registrant.delete().then().statusCode(204);

        assertThat(clients.find(registrant.clientId())).isEmpty();
        given().auth()
                .oauth2(tokens.getString("access_token"))
                .get("/userinfo")
                .then()
                .statusCode(401);
        client.refresh(tokens.getString("refresh_token")).then().statusCode(401);
        second.redeem(answer).then().statusCode(401);
        registrant.read().then().statusCode(401);
        registrant.delete().then().statusCode(401);
        assertThat(database.count("select count(*) from status_revoked"))
                .as("who checks tokens by themselves")
                .isGreaterThan(revoked);
        Visit elsewhere =
                browser.get(RelyingParty.intranet(provider).request("openid").uri());
        assertThat(RelyingParty.answer(elsewhere)).containsKey("code");
    }

    /** One wins, and the others learn that their token is void. */
    @Test
    void letsOneOfManyUpdatesWin() throws Exception {
        Registrant registrant = registered(Map.of());
        AtomicInteger name = new AtomicInteger();
        List<Integer> results = Race.of(8, () -> registrant
                .update(Map.of("client_name", "Name " + name.incrementAndGet()))
                .statusCode());
        assertThat(results).filteredOn(status -> status == 200).hasSize(1);
        assertThat(results).filteredOn(status -> status == 401).hasSize(7);
    }

    @Test
    void letsOneOfUpdateAndDeleteWin() throws Exception {
        Registrant registrant = registered(Map.of());
        AtomicInteger turn = new AtomicInteger();
        List<Integer> results = Race.of(
                8,
                () -> turn.incrementAndGet() % 2 == 0
                        ? registrant.delete().statusCode()
                        : registrant.update(Map.of()).statusCode());
        assertThat(results).filteredOn(status -> status < 300).hasSize(1);
        assertThat(results).filteredOn(status -> status == 401).hasSize(7);
    }

    /** What the operator declares, no client may change. */
    @Test
    void endsWhenTheOperatorTakesTheClientOver() throws IOException {
        Registrant registrant = registered(Map.of());
        Registrant other = registered(Map.of());
        Path file = directory.resolve("realm.yaml");
        Files.writeString(file, """
                clients:
                  - client_id: "%s"
                    client_name: Taken over
                    client_secret: a-secret-of-the-operator-which-is-long
                    redirect_uris: [https://registrant.example.com/callback]
                """.formatted(registrant.clientId()));
        realmFile.apply(file.toString());
        registrant.read().then().statusCode(401);
        registrant.update(Map.of()).then().statusCode(401);
        registrant.delete().then().statusCode(401);
        assertThat(clients.find(registrant.clientId()).orElseThrow().displayName())
                .isEqualTo("Taken over");
        other.read().then().statusCode(200);
    }

    @Test
    void manageNoClientOfTheRealmFile() {
        assertThat(database.count("select count(*) from client_registrations r join clients c on c.id = r.client_id"
                        + " where c.client_id in ('web', 'spa', 'intranet')"))
                .isZero();
    }

    @Test
    void deletesClientsThatNobodyHasUsed() {
        Registrant idle = registered(Map.of());
        Registrant used = registered(Map.of());
        new Visitor(provider, People.ALICE).tokens(client(used), "openid");
        unused.run();
        assertThat(clients.find(idle.clientId())).isPresent();
        clock.advance(Duration.ofDays(31));
        new UnusedClients(sweep, memory, clock, Setting.of("unused-lifetime", "PT0S")).run();
        assertThat(clients.find(idle.clientId())).isPresent();
        unused.run();
        assertThat(clients.find(idle.clientId())).isEmpty();
        assertThat(clients.find(used.clientId())).isPresent();
        assertThat(clients.find("web")).isPresent();
        database.execute("delete from grants where client_id in (select id from clients where client_id = '"
                + used.clientId() + "')");
        unused.run();
        assertThat(clients.find(used.clientId()))
                .as("somebody allowed it something")
                .isPresent();
    }

    /** Each event is there, and no secret. */
    @ParameterizedTest
    @CsvSource({"client_registered", "client_updated", "client_deleted", "registration_refused"})
    void leavesATrail(String type) {
        Registrant registrant = registered(Map.of());
        registrant.update(Map.of("scope", "made:up")).then().statusCode(400);
        JsonPath updated =
                registrant.update(Map.of()).then().statusCode(200).extract().jsonPath();
        given().auth()
                .oauth2(updated.getString("registration_access_token"))
                .delete(registrant.uri())
                .then()
                .statusCode(204);
        await().until(() -> database.count("select count(*) from audit_events where type = '" + type
                        + "' and client_id = '" + registrant.clientId() + "'")
                == 1);
        assertThat(database.count("select count(*) from audit_events e where e::text like '%" + registrant.token()
                        + "%' or e::text like '%" + registrant.secret() + "%'"))
                .isZero();
    }

    private RelyingParty client(Registrant registrant) {
        return RelyingParty.registered(provider, registrant.clientId(), registrant.secret(), Registrant.REDIRECT_URI);
    }

    private boolean authenticates(Registrant registrant, String secret) {
        return RelyingParty.registered(provider, registrant.clientId(), secret, Registrant.REDIRECT_URI)
                        .post("/revoke", Map.of("token", "x"))
                        .statusCode()
                == 200;
    }

    private void enable(Registrant registrant, boolean enabled) {
        database.execute(
                "update clients set enabled = " + enabled + " where client_id = '" + registrant.clientId() + "'");
    }
}
