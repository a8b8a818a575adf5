package dev.limen.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.json.StrictJson;
import dev.limen.protocol.ClientMetadata;
import dev.limen.support.Authority;
import dev.limen.support.ClientAssertion;
import dev.limen.support.Provider;
import dev.limen.support.Race;
import dev.limen.support.TestClock;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that a client publishes, on a real server that counts how often it is asked. */
@QuarkusTest
@TestProfile(CertificatesProfile.class)
class ClientKeysTest {

    private static final URI ISSUER = Provider.uri();
    private static final SigningPair FIRST = SigningPair.generate(SigningAlgorithm.ES256);
    private static final SigningPair SECOND = SigningPair.generate(SigningAlgorithm.ES256);

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean held;
    private volatile String document = set(FIRST);
    private volatile String cacheControl = "max-age=300";
    private volatile int status = 200;
    private HttpsServer server;
    private String client;

    @Inject
    Clients clients;

    @Inject
    TestClock clock;

    @Inject
    AgroalDataSource database;

    @BeforeEach
    void publish() throws IOException {
        clock.stop();
        Authority authority = CertificatesProfile.authority();
        server = HttpsServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(authority.server("127.0.0.1").tls(authority.certificate())));
        server.createContext("/jwks", exchange -> {
            asked.incrementAndGet();
            awaitRelease();
            byte[] body = document.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Cache-Control", cacheControl);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        client = "publishing-" + server.getAddress().getPort();
        register("https://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop(0);
        clock.reset();
    }

    @Test
    void loadsThemOnceForManyRequests() throws Exception {
        assertThat(Race.of(16, () -> by(FIRST))).containsOnly(200);
        assertThat(by(FIRST)).isEqualTo(200);
        assertThat(asked).hasValue(1);
        assertThat(by(SECOND, FIRST.kid())).isEqualTo(401);
    }

    @Test
    void loadsThemAgainForAnUnknownKeyOnceAMinute() {
        assertThat(by(FIRST)).isEqualTo(200);
        document = set(FIRST, SECOND);
        assertThat(by(SECOND)).isEqualTo(401);
        assertThat(asked).hasValue(1);
        clock.advance(PublishedKeys.BETWEEN_LOADS);
        assertThat(by(SECOND)).isEqualTo(200);
        assertThat(asked).hasValue(2);
        for (int i = 0; i < 5; i++) {
            assertThat(by(FIRST, "unknown-" + i)).isEqualTo(401);
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void followsTheAgeThatTheHostAllows() {
        assertThat(by(FIRST)).isEqualTo(200);
        document = set(SECOND);
        clock.advance(Duration.ofSeconds(299));
        assertThat(by(FIRST)).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        assertThat(by(FIRST)).as("taken away").isEqualTo(401);
        assertThat(asked).hasValue(2);
    }

    @Test
    void usesThemForAWhileThoughTheHostFails() {
        assertThat(by(FIRST)).isEqualTo(200);
        status = 500;
        clock.advance(Duration.ofMinutes(6));
        assertThat(by(FIRST)).isEqualTo(200);
        assertThat(by(FIRST)).isEqualTo(200);
        assertThat(asked).as("a failing host is not asked for each request").hasValue(2);
        clock.advance(PublishedKeys.USABLE_STALE);
        assertThat(by(FIRST)).isEqualTo(401);
        status = 200;
        clock.advance(PublishedKeys.AFTER_FAILURE);
        assertThat(by(FIRST)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[null,1,{}]}", "{\"keys\":[]} {}"})
    void takesNothingForAKeySet(String other) {
        document = other;
        assertThat(by(FIRST)).isEqualTo(401);
        assertThat(by(FIRST)).isEqualTo(401);
        assertThat(asked).hasValue(1);
    }

    @Test
    void readsNoHugeKeySet() {
        document = "{\"keys\":[],\"x\":\"" + "x".repeat(StrictJson.MAX_LENGTH) + "\"}";
        assertThat(by(FIRST)).isEqualTo(401);
    }

    /** S31. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.2:%d/jwks",
                "https://localhost:%d/jwks",
                "https://[::1]:%d/jwks",
                "https://169.254.169.254/jwks"
            })
    void callsNoAddressThatIsNotAllowed(String uri) {
        client = client + "-inside";
        register(uri.contains("%d") ? uri.formatted(server.getAddress().getPort()) : uri);
        assertThat(by(FIRST)).isEqualTo(401);
        assertThat(asked).hasValue(uri.contains("localhost") ? asked.get() : 0);
    }

    /** A host that lets us wait costs a worker, and nothing that others need. */
    @Test
    void holdsNoConnectionWhileItWaits() {
        held = true;
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> by(FIRST));
        await().untilAtomic(asked, org.hamcrest.Matchers.equalTo(1));
        await().until(() -> database.getMetrics().activeCount() == 0);
        assertThat(waiting).isNotDone();
        released.countDown();
        assertThat(waiting.join()).isEqualTo(200);
    }

    private void awaitRelease() {
        try {
            if (held) {
                released.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void register(String jwksUri) {
        clients.store(new ClientRegistration(
                client,
                Optional.empty(),
                ClientMetadata.of(Map.of(
                        "token_endpoint_auth_method",
                        "private_key_jwt",
                        "jwks_uri",
                        jwksUri,
                        "grant_types",
                        List.of("client_credentials"))),
                Optional.empty()));
    }

    private int by(SigningPair pair) {
        return by(pair, pair.kid());
    }

    private int by(SigningPair pair, String kid) {
        long now = clock.instant().getEpochSecond();
        String assertion = ClientAssertion.of(client, ISSUER)
                .with("iat", now)
                .with("exp", now + 60)
                .header("kid", kid)
                .signed("ES256", pair.privateKey());
        return given().formParam("token", "x")
                .formParam("client_assertion_type", ClientAssertion.TYPE)
                .formParam("client_assertion", assertion)
                .post("/revoke")
                .statusCode();
    }

    private static String set(SigningPair... pairs) {
        return new StrictJson()
                .write(Map.of(
                        "keys", Stream.of(pairs).map(SigningPair::publicJwk).toList()));
    }
}
