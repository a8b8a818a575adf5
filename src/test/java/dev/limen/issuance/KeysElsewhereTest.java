package dev.limen.issuance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.limen.client.CertificatesProfile;
import dev.limen.client.ClientRegistration;
import dev.limen.client.Clients;
import dev.limen.protocol.ClientMetadata;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.SealedClient;
import dev.limen.support.UserAgent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client whose keys are at its {@code jwks_uri}: they are fetched when something is to be encrypted. */
@QuarkusTest
@TestProfile(CertificatesProfile.class)
class KeysElsewhereTest {

    private static final String JWT = "application/token-introspection+jwt";

    private final URI provider = Provider.uri();
    private final RelyingParty sealed = RelyingParty.sealed(provider);
    private final SealedClient client = new SealedClient();
    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer elsewhere;
    private volatile int status = 200;

    @Inject
    Clients clients;

    @BeforeEach
    void publishElsewhere() throws IOException {
        byte[] keys = client.keys().toString(true).getBytes(StandardCharsets.UTF_8);
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/jwks", exchange -> {
            calls.incrementAndGet();
            exchange.getResponseHeaders().add("Content-Type", "application/jwk-set+json");
            exchange.sendResponseHeaders(status, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        elsewhere.start();
        Map<String, Object> members =
                new HashMap<>(clients.find("sealed").orElseThrow().metadata.toMap());
        members.remove("jwks");
        members.put("jwks_uri", "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/jwks");
        QuarkusTransaction.requiringNew()
                .run(() -> clients.store(new ClientRegistration(
                        "sealed", Optional.empty(), ClientMetadata.of(members), Optional.empty())));
    }

    @AfterEach
    void stop() {
        elsewhere.stop(0);
    }

    /** The first try at the token endpoint ends for want of the keys, and must not have used up the code. */
    @Test
    void theyAreFetchedOnceForAllThatIsEncrypted() throws Exception {
        RelyingParty.Request request = sealed.request("openid profile");
        var tokens = request.redeem(People.ALICE.authorize(new UserAgent(provider), request))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(client.open(tokens.getString("id_token")).getPayload().toString())
                .startsWith("eyJ");
        String accessToken = tokens.getString("access_token");
        client.open(given().auth().oauth2(accessToken).get("/userinfo").asString());
        client.open(sealed.introspect(accessToken, JWT).asString());
        assertThat(calls).hasValue(1);
    }

    @Test
    void userinfoFetchesThemToo() throws Exception {
        RelyingParty.Request request = sealed.request("openid profile");
        String accessToken = request.redeem(People.ALICE.authorize(new UserAgent(provider), request))
                .jsonPath()
                .getString("access_token");
        publishAgain();
        client.open(given().auth().oauth2(accessToken).get("/userinfo").asString());
        publishAgain();
        client.open(sealed.introspect(accessToken, JWT).asString());
        assertThat(calls).hasValue(3);
    }

    /** At another address, about which nothing is known yet. */
    private void publishAgain() throws IOException {
        elsewhere.stop(0);
        publishElsewhere();
    }

    @Test
    void withoutThemNothingIsSaidInTheClear() {
        status = 500;
        RelyingParty.Request request = sealed.request("openid profile");
        request.redeem(People.ALICE.authorize(new UserAgent(provider), request))
                .then()
                .statusCode(400)
                .body("error", org.hamcrest.Matchers.equalTo("invalid_request"))
                .body("id_token", org.hamcrest.Matchers.nullValue())
                .body("access_token", org.hamcrest.Matchers.nullValue());
    }

    /** An outage at the client's side costs it nothing: what was presented is as good as before. */
    @Test
    void whatCouldNotBeAnsweredIsNotUsedUp() throws Exception {
        status = 500;
        RelyingParty.Request request = sealed.request("openid profile");
        Map<String, String> answer = People.ALICE.authorize(new UserAgent(provider), request);
        request.redeem(answer).then().statusCode(400);
        status = 200;
        publishAgain();
        request.redeem(answer).then().statusCode(200);
    }
}
