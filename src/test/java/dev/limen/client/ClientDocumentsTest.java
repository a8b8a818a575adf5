package dev.limen.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.protocol.ClientMetadata;
import dev.limen.support.ClientAssertion;
import dev.limen.support.Database;
import dev.limen.support.DocumentHost;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.Race;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.TestClock;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Client ID Metadata Document, on a real host that counts how often it is asked. */
@QuarkusTest
@TestProfile(CertificatesProfile.class)
class ClientDocumentsTest {

    private static final URI PROVIDER = Provider.uri();

    private final UserAgent browser = new UserAgent(PROVIDER);
    private DocumentHost host;
    private RelyingParty client;

    @Inject
    Clients clients;

    @Inject
    DocumentSweep sweep;

    @Inject
    TestClock clock;

    @Inject
    Database database;

    @BeforeEach
    void publish() {
        clock.stop();
        database.execute("delete from throttles");
        host = new DocumentHost();
        client = host.client();
    }

    @AfterEach
    void stop() {
        host.close();
        clock.reset();
    }

    @Test
    void isSaidInTheMetadata() {
        given().get("/.well-known/oauth-authorization-server")
                .then()
                .body("client_id_metadata_document_supported", equalTo(true));
    }

    /** Sections 8.5 and 8.8: who vouches is said on each page, nobody is let through unseen, and no picture is loaded. */
    @Test
    void thePersonSeesWhoVouchesAndIsAlwaysAsked() {
        host.publish(Map.of("logo_uri", "https://assistant.example.com/logo.png"));
        Visit page = browser.get(client.request("openid profile").uri());
        assertVouched(page);
        page = People.ALICE.signIn(browser, page);
        assertThat(page.page()).isEqualTo("consent");
        assertVouched(page);
        assertThat(page.document().text()).contains("assistant.example.com").doesNotContain("program on this device");
        assertThat(RelyingParty.answer(browser.press(page, "#allow"))).containsKey("code");
        assertThat(browser.get(client.request("openid profile").uri()).page()).isEqualTo("consent");
        assertThat(RelyingParty.answer(browser.get(
                        client.request("openid").with("prompt", "none").uri())))
                .containsEntry("error", "consent_required");
    }

    private void assertVouched(Visit page) {
        assertThat(page.document().select("#described strong").text()).isEqualTo(host.authority());
        assertThat(page.document().select("main img[src^=http]")).isEmpty();
    }

    /** RFC 8252, section 8.6. */
    @Test
    void anAnswerToAProgramOnTheDeviceIsPointedOut() {
        host.publish(Map.of("redirect_uris", List.of("http://127.0.0.1:33418/")));
        Request request = RelyingParty.registered(PROVIDER, host.clientId(), null, "http://127.0.0.1:33418/")
                .request("openid");
        assertThat(browser.get(request.uri()).document().select("#described").text())
                .contains("program on this device");
    }

    @Test
    void goesTheWholeWay() {
        JsonPath tokens = tokens("openid offline_access api:read");
        JsonPath claims = Visitor.claims(tokens.getString("access_token"));
        assertThat(claims.getString("client_id")).isEqualTo(host.clientId());
        assertThat(claims.getList("aud")).asList().contains("https://api.example.com");
        assertThat(Visitor.claims(tokens.getString("id_token")).getString("aud"))
                .isEqualTo(host.clientId());
        JsonPath refreshed = client.refresh(tokens.getString("refresh_token"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        client.post("/revoke", Map.of("token", refreshed.getString("refresh_token")))
                .then()
                .statusCode(200);
        client.refresh(refreshed.getString("refresh_token")).then().statusCode(400);
        assertThat(host.asked()).isEqualTo(1);
    }

    /** Section 8.2. */
    @Test
    void aClientMayProveItsKeys() {
        SigningPair pair = SigningPair.generate(SigningAlgorithm.ES256);
        host.publish(Map.of(
                "token_endpoint_auth_method", "private_key_jwt", "jwks", Map.of("keys", List.of(pair.publicJwk()))));
        Request request = client.request("openid");
        Map<String, Object> form =
                new java.util.HashMap<>(request.redemption(People.ALICE.authorize(browser, request)));
        client.token(form).then().statusCode(401);
        form.put("client_assertion_type", ClientAssertion.TYPE);
        form.put(
                "client_assertion",
                ClientAssertion.of(host.clientId(), PROVIDER)
                        .header("kid", pair.kid())
                        .signed("ES256", pair.privateKey()));
        client.token(form).then().statusCode(200);
    }

    /** It may ask for no more than the operator allows strangers. */
    @Test
    void otherScopesAreRefused() {
        host.publish(Map.of("scope", "openid reports:read"));
        Visit visit = browser.get(client.request("reports:read").uri());
        assertThat(RelyingParty.answer(visit)).containsEntry("error", "invalid_scope");
    }

    /** What is registered is refused then, and nobody is sent on a way that ends in a failure of ours. */
    @Test
    void signaturesWithoutKeysAreRefused() {
        host.publish(Map.of("id_token_signed_response_alg", "ES512"));
        Visit page = browser.get(client.request("openid").uri());
        assertThat(page.page()).isEqualTo("error");
        assertThat(page.body()).contains("id_token_signed_response_alg", "for which there are no keys");
    }

    @Test
    void isLoadedOnceForManyRequests() throws Exception {
        assertThat(Race.of(16, () -> new UserAgent(PROVIDER)
                        .get(client.request("openid").uri())
                        .page()))
                .containsOnly("login");
        assertThat(host.asked()).isEqualTo(1);
        assertThat(database.count("select count(*) from clients where client_id = '" + host.clientId() + "'"))
                .isEqualTo(1);
    }

    /** Section 5.2. */
    @Test
    void followsTheAgeThatTheHostAllows() {
        assertThat(page()).isEqualTo("login");
        host.publish(Map.of("redirect_uris", List.of("https://moved.example.com/callback")));
        clock.advance(Duration.ofSeconds(299));
        assertThat(page()).isEqualTo("login");
        clock.advance(Duration.ofSeconds(1));
        assertThat(page()).as("the redirection URI is another one now").isEqualTo("error");
        assertThat(host.asked()).isEqualTo(2);
    }

    @Test
    void boundsTheAgeThatTheHostAllows() {
        host.header("Cache-Control", "no-store");
        assertThat(page()).isEqualTo("login");
        clock.advance(Freshness.SHORTEST.minusSeconds(1));
        assertThat(page()).isEqualTo("login");
        assertThat(host.asked()).isEqualTo(1);
        host.header("Cache-Control", "max-age=31536000");
        clock.advance(Duration.ofSeconds(1));
        assertThat(page()).isEqualTo("login");
        clock.advance(Freshness.LONGEST);
        assertThat(page()).isEqualTo("login");
        assertThat(host.asked()).isEqualTo(3);
    }

    @Test
    void isUsedForAWhileThoughTheHostFails() {
        assertThat(page()).isEqualTo("login");
        host.status(503);
        clock.advance(Duration.ofMinutes(6));
        assertThat(page()).isEqualTo("login");
        assertThat(page()).isEqualTo("login");
        assertThat(host.asked())
                .as("a failing host is not asked for each request")
                .isEqualTo(2);
        clock.advance(Duration.ofHours(4));
        assertThat(page()).isEqualTo("error");
        host.status(200);
        clock.advance(Duration.ofSeconds(5));
        assertThat(page()).isEqualTo("login");
    }

    /** A host that takes its word back is believed at once. */
    @Test
    void aDocumentThatIsGoneEndsTheClient() {
        JsonPath tokens = tokens("openid offline_access");
        host.status(404);
        clock.advance(Duration.ofMinutes(6));
        client.refresh(tokens.getString("refresh_token"))
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        assertThat(page()).isEqualTo("error");
    }

    @ParameterizedTest
    @CsvSource({
        "301, application/json, redirection",
        "404, application/json, status 404",
        "204, application/json, status 204",
        "200, text/html, application/json",
        "200, text/json, application/json",
        "200, '', application/json"
    })
    void onlyADocumentDescribesAClient(int status, String type, String sentence) {
        host.status(status);
        host.header("Location", "https://127.0.0.1/other");
        host.header("Content-Type", type);
        Visit page = browser.get(client.request("openid").uri());
        assertThat(page.page()).isEqualTo("error");
        assertThat(page.body()).contains(sentence);
        assertThat(database.count("select count(*) from clients where client_id = '" + host.clientId() + "'"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{}", "{\"client_id\":\"web\"}", "{} {}"})
    void anythingElseIsNoDocument(String body) {
        host.answer(body);
        assertThat(page()).isEqualTo("error");
    }

    /** Section 8.7. */
    @Test
    void readsNoMoreThanADocumentNeeds() {
        host.publish(Map.of("client_uri", "https://assistant.example.com/" + "x".repeat(5 * 1024)));
        Visit page = browser.get(client.request("openid").uri());
        assertThat(page.body()).contains("larger than 5120 bytes");
    }

    /** S31, section 8.6: what the guard refuses, and what the operator did not name. */
    @ParameterizedTest
    @CsvSource({
        "https://10.0.0.1/client, host whose clients are not accepted",
        "https://localhost/client, host whose clients are not accepted",
        "https://example.com/client, host whose clients are not accepted",
        "https://a.example.com.evil.test/client, host whose clients are not accepted",
        "https://no-such-host.example.com/client, cannot be loaded",
        "https://127.0.0.1/../client, segment",
        "https://127.0.0.1/client#x, fragment",
        "http://127.0.0.1/client, client_id is not known"
    })
    void otherAddressesAreNotAsked(String clientId, String sentence) {
        Visit page = browser.get(RelyingParty.registered(PROVIDER, clientId, null, "https://a.example.com/cb")
                .request("openid")
                .uri());
        assertThat(page.page()).isEqualTo("error");
        assertThat(page.body()).contains(sentence);
    }

    @Test
    void oneSourceCannotBringAnyNumberOfUnknownClients() throws IOException, InterruptedException {
        int refused = 0;
        for (int i = 0; i < 55; i++) {
            String clientId = "https://" + host.authority() + "/" + i;
            host.publish(Map.of("client_id", clientId));
            Visit page = browser.get(
                    RelyingParty.registered(PROVIDER, clientId, null, "https://assistant.example.com/callback")
                            .request("openid")
                            .uri());
            refused += page.page().equals("error") && page.body().contains("too many unknown clients") ? 1 : 0;
        }
        assertThat(refused).isBetween(3, 5);
        host.publish(Map.of());
        URI request = client.request("openid").uri();
        assertThat(browser.get(request).page()).isEqualTo("error");
        assertThat(statusElsewhere(request))
                .as("who has used up a budget keeps nobody else from a client")
                .isEqualTo(303);
    }

    /** What another source is answered. */
    private static int statusElsewhere(URI uri) throws IOException, InterruptedException {
        try (HttpClient other = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral("127.0.0.2"))
                .build()) {
            return other.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** S9: the operator's word stands, whatever the document says. */
    @Test
    void aDisabledClientStaysDisabled() {
        JsonPath tokens = tokens("openid offline_access");
        database.enable(client, false);
        clock.advance(Duration.ofDays(1));
        host.publish(Map.of("client_name", "New name"));
        assertThat(page()).isEqualTo("error");
        client.refresh(tokens.getString("refresh_token")).then().statusCode(401);
        sweep.unused();
        assertThat(page()).isEqualTo("error");
        assertThat(host.asked()).isEqualTo(1);
    }

    /** Section 7.2: what an operator registers is not asked for. */
    @Test
    void aRegisteredClientIsWhatItsOperatorSays() {
        assertThat(page()).isEqualTo("login");
        clients.store(new ClientRegistration(
                host.clientId(),
                Optional.of(true),
                ClientMetadata.of(Map.of(
                        "redirect_uris", List.of("https://assistant.example.com/callback"),
                        "token_endpoint_auth_method", "none",
                        "consent", "none",
                        "scope", "openid reports:read")),
                Optional.empty()));
        clock.advance(Duration.ofDays(1));
        Visit page = browser.get(client.request("openid").uri());
        assertThat(page.document().select("#described")).isEmpty();
        assertThat(RelyingParty.answer(People.ALICE.signIn(browser, page))).containsKey("code");
        assertThat(host.asked()).isEqualTo(1);
    }

    @Test
    void whatNobodyUsedIsForgotten() {
        assertThat(page()).isEqualTo("login");
        String count = "select count(*) from clients where client_id = '" + host.clientId() + "'";
        sweep.unused();
        assertThat(database.count(count)).isEqualTo(1);
        clock.advance(Duration.ofHours(5));
        sweep.unused();
        assertThat(database.count(count)).isZero();
        tokens("openid offline_access");
        clock.advance(Duration.ofDays(1));
        sweep.unused();
        assertThat(database.count(count)).as("somebody granted it something").isEqualTo(1);
    }

    private String page() {
        return new UserAgent(PROVIDER).get(client.request("openid").uri()).page();
    }

    private JsonPath tokens(String scope) {
        Request request = client.request(scope);
        return request.redeem(People.ALICE.authorize(browser, request))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
