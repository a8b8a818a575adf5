package dev.limen.ciba;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.client.Clients;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.protocol.ClientMetadata;
import dev.limen.support.Backchannel;
import dev.limen.support.ClientAssertion;
import dev.limen.support.Database;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.SigningClient;
import dev.limen.support.UserAgent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CIBA, section 7.1.1. */
@QuarkusTest
class SignedRequestTest {

    private static final URI PROVIDER = Provider.uri();
    private static final String ID = "signed-ciba";

    @Inject
    Clients clients;

    @Inject
    Database database;

    private SigningClient client;

    @BeforeEach
    void register() {
        database.execute("delete from backchannel_requests");
        client = new SigningClient(clients)
                .register(
                        ID,
                        Map.of(
                                "grant_types",
                                List.of(ClientMetadata.CIBA),
                                "backchannel_token_delivery_mode",
                                "poll",
                                "backchannel_authentication_request_signing_alg",
                                "ES256"));
    }

    /** A good request, to be changed before it is signed. */
    static ClientAssertion request(String clientId, SigningClient signer) {
        long now = Instant.now().getEpochSecond();
        return ClientAssertion.of(clientId, PROVIDER)
                .without("sub")
                .header("kid", signer.pair().kid())
                .with("nbf", now)
                .with("scope", "openid")
                .with("login_hint", "alice")
                .with("binding_message", "W4SCT")
                .with("requested_expiry", 120);
    }

    private ClientAssertion request() {
        return request(ID, client);
    }

    private Response send(Map<String, ?> form) {
        return Backchannel.request(client.party(ID), form);
    }

    private Response send(ClientAssertion request) {
        return send(Map.of("request", client.signed(request)));
    }

    private static void refused(Response answer) {
        answer.then().statusCode(400).body("error", equalTo("invalid_request"));
    }

    @Test
    void asksForAllThatIsInIt() {
        Response answer = send(request());
        answer.then().statusCode(200).body("expires_in", equalTo(120));
        UserAgent browser = new UserAgent(PROVIDER);
        assertThat(Backchannel.page(browser, People.ALICE)
                        .document()
                        .select("#binding-message")
                        .text())
                .isEqualTo("W4SCT");
    }

    /** CIBA, section 7.1: the address of the endpoint names the provider, too. */
    @Test
    void comesFromAClientWhoseAssertionNamesTheEndpoint() {
        client.register(
                "asserting-ciba",
                Map.of(
                        "grant_types",
                        List.of(ClientMetadata.CIBA),
                        "backchannel_token_delivery_mode",
                        "poll",
                        "token_endpoint_auth_method",
                        "private_key_jwt"));
        ClientAssertion assertion =
                ClientAssertion.of("asserting-ciba", PROVIDER).with("aud", PROVIDER + "/bc-authorize");
        given().formParam("client_assertion_type", ClientAssertion.TYPE)
                .formParam("client_assertion", client.signed(assertion))
                .formParam("scope", "openid")
                .formParam("login_hint", "alice")
                .post("/bc-authorize")
                .then()
                .statusCode(200);
    }

    @Test
    void worksOnce() {
        Map<String, String> form = Map.of("request", client.signed(request()));
        send(form).then().statusCode(200);
        refused(send(form));
    }

    @Test
    void whoRegistersAnAlgorithmSignsAlways() {
        refused(send(Map.of("scope", "openid", "login_hint", "alice")));
    }

    @Test
    void nothingStandsBesideIt() {
        for (Map.Entry<String, String> beside : Map.of(
                        "scope", "openid", "login_hint", "bob", "binding_message", "other", "request_uri", "urn:x")
                .entrySet()) {
            Map<String, String> form = new HashMap<>(Map.of("request", client.signed(request())));
            form.put(beside.getKey(), beside.getValue());
            refused(send(form));
        }
        send(Map.of("request", client.signed(request()), "client_id", ID))
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "exp", "iat", "nbf", "jti"})
    void saysFromWhomForWhomAndWhen(String claim) {
        refused(send(request().without(claim)));
    }

    @Test
    void isTheClientsOwnAndForUsAndOfNow() {
        long now = Instant.now().getEpochSecond();
        refused(send(request().with("iss", "bank")));
        refused(send(request().with("aud", "https://elsewhere.example.com")));
        refused(send(request().with("exp", now - 1).with("nbf", now - 100)));
        refused(send(request().with("nbf", now + 100)));
        refused(send(request().with("exp", now + 3700)));
        refused(send(request().with("nbf", now - 3700).with("exp", now - 200)));
        refused(send(request().with("jti", "x".repeat(256))));
        // a client assertion is no request
        refused(send(request().with("sub", ID)));
    }

    /** S5. */
    @Test
    void isSignedWithTheClientsKeyAndTheRegisteredAlgorithm() {
        SigningPair stranger = SigningPair.generate(SigningAlgorithm.ES256);
        refused(send(Map.of("request", request().signed("ES256", stranger.privateKey()))));
        refused(send(Map.of("request", request().keyed("HS256", SigningClient.SECRET.getBytes()))));
        String none = client.signed(request());
        refused(send(Map.of("request", "eyJhbGciOiJub25lIn0." + none.split("\\.")[1] + ".")));
        refused(send(Map.of("request", "nonsense")));
    }

    /** What is refused inside is told as if it stood outside. */
    @Test
    void itsParametersAreHeldToTheSameRules() {
        send(request().with("binding_message", "<b>")).then().body("error", equalTo("invalid_binding_message"));
        send(request().with("login_hint", "nobody")).then().body("error", equalTo("unknown_user_id"));
        send(request().with("scope", "profile")).then().body("error", equalTo("invalid_scope"));
        refused(send(request().with("id_token_hint", "x")));
    }

    @Test
    void aClientWithoutAnAlgorithmMaySignAllTheSame() {
        RelyingParty bank = RelyingParty.bank(PROVIDER);
        refused(Backchannel.request(
                bank, Map.of("request", client.signed(request("bank", client).with("jti", UUID.randomUUID() + "")))));
        client.register(
                "free-ciba",
                Map.of("grant_types", List.of(ClientMetadata.CIBA), "backchannel_token_delivery_mode", "poll"));
        Backchannel.request(client.party("free-ciba"), Map.of("request", client.signed(request("free-ciba", client))))
                .then()
                .statusCode(200);
        Backchannel.request(client.party("free-ciba"), Map.of("scope", "openid", "login_hint", "alice"))
                .then()
                .statusCode(200);
    }
}
