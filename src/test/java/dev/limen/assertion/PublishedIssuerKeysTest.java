package dev.limen.assertion;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.limen.client.CertificatesProfile;
import dev.limen.client.ClientRegistration;
import dev.limen.client.Clients;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.json.StrictJson;
import dev.limen.protocol.ClientMetadata;
import dev.limen.support.ClientAssertion;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.trust.SubjectMatch;
import dev.limen.trust.TrustedIssuer;
import dev.limen.trust.TrustedIssuers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that a trusted issuer publishes; and those of the client that presents its assertions, at the same time. */
@QuarkusTest
@TestProfile(CertificatesProfile.class)
class PublishedIssuerKeysTest {

    private static final URI PROVIDER = Provider.uri();
    private static final String CLIENT = "publishing-partner";
    private static final SigningPair ISSUERS = SigningPair.generate(SigningAlgorithm.ES256);
    private static final SigningPair CLIENTS = SigningPair.generate(SigningAlgorithm.ES256);

    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private String issuer;

    @Inject
    TrustedIssuers issuers;

    @Inject
    Clients clients;

    @BeforeEach
    void publish() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        publish("/issuer", ISSUERS);
        publish("/client", CLIENTS);
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        issuer = base + "/login";
        issuers.store(new TrustedIssuer(
                issuer,
                true,
                Optional.empty(),
                Optional.of(base + "/issuer"),
                List.of("ES256"),
                List.of(),
                "sub",
                SubjectMatch.SUB,
                List.of(CLIENT),
                List.of("api:read"),
                Duration.ofMinutes(5),
                true,
                false));
        clients.store(new ClientRegistration(
                CLIENT,
                Optional.empty(),
                ClientMetadata.of(Map.of(
                        "token_endpoint_auth_method",
                        "private_key_jwt",
                        "jwks_uri",
                        base + "/client",
                        "grant_types",
                        List.of(ClientMetadata.JWT_BEARER),
                        "scope",
                        "api:read")),
                Optional.empty()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void areLoadedOnceEachWhereBothAreUnknown() {
        assertThat(present(ISSUERS)).isEqualTo(200);
        assertThat(present(ISSUERS)).isEqualTo(200);
        assertThat(asked).containsExactlyInAnyOrder("/client", "/issuer");
    }

    @Test
    void aKeyThatTheIssuerDoesNotPublishIsRefused() {
        assertThat(present(CLIENTS)).isEqualTo(400);
    }

    private void publish(String path, SigningPair pair) {
        byte[] body =
                new StrictJson().write(Map.of("keys", Set.of(pair.publicJwk()))).getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            asked.add(path);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private int present(SigningPair pair) {
        String assertion = ClientAssertion.of(issuer, PROVIDER)
                .with("sub", People.BOB.sub())
                .header("kid", pair.kid())
                .signed("ES256", pair.privateKey());
        String authentication = ClientAssertion.of(CLIENT, PROVIDER)
                .header("kid", CLIENTS.kid())
                .signed("ES256", CLIENTS.privateKey());
        return given().formParam("grant_type", ClientMetadata.JWT_BEARER)
                .formParam("assertion", assertion)
                .formParam("client_assertion_type", ClientAssertion.TYPE)
                .formParam("client_assertion", authentication)
                .post("/token")
                .statusCode();
    }
}
