package dev.limen.ciba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.limen.client.CertificatesProfile;
import dev.limen.client.ClientRegistration;
import dev.limen.client.Clients;
import dev.limen.protocol.ClientMetadata;
import dev.limen.support.Backchannel;
import dev.limen.support.Database;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.TestClock;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CIBA, section 10.2: a client is told that there is an answer to fetch. */
@QuarkusTest
@TestProfile(CertificatesProfile.class)
class PingTest {

    private static final String TOKEN = "8d67dc78-7faa-4d41-aabd-67707b374255";

    private final URI provider = Provider.uri();
    private final RelyingParty shop = RelyingParty.shop(provider);
    private final UserAgent browser = new UserAgent(provider);
    private final List<Ping> pings = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int status = 204;

    private record Ping(String method, String authorization, String contentType, String body) {}

    @Inject
    Clients clients;

    @Inject
    TestClock clock;

    @Inject
    Database database;

    @BeforeEach
    void listen() throws IOException {
        database.execute("delete from backchannel_requests");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ciba", exchange -> {
            pings.add(new Ping(
                    exchange.getRequestMethod(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            if (status == 302) {
                exchange.getResponseHeaders().add("Location", "/ciba/elsewhere");
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        Map<String, Object> members =
                new HashMap<>(clients.find("shop").orElseThrow().metadata.toMap());
        members.put(
                "backchannel_client_notification_endpoint",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/ciba");
        QuarkusTransaction.requiringNew()
                .run(() -> clients.store(new ClientRegistration(
                        "shop", Optional.empty(), ClientMetadata.of(members), Optional.empty())));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        clock.reset();
    }

    private Backchannel begin() {
        return Backchannel.begin(
                shop, People.ALICE, Map.of("client_notification_token", TOKEN, "requested_expiry", "3600"));
    }

    private void told(int times) {
        await().until(() -> pings.size() >= times);
    }

    private long waitingToBeSent() {
        return database.count("select count(*) from backchannel_requests where notification is not null");
    }

    @Test
    void theClientIsToldAndFetchesItsTokens() {
        Backchannel waiting = begin();
        assertThat(pings).as("before the decision").isEmpty();
        Backchannel.allow(browser, People.ALICE);
        told(1);
        assertThat(pings)
                .containsExactly(new Ping(
                        "POST",
                        "Bearer " + TOKEN,
                        "application/json",
                        "{\"auth_req_id\":\"" + waiting.authReqId() + "\"}"));
        waiting.poll().then().statusCode(200);
        await().until(() -> waitingToBeSent() == 0);
        assertThat(pings).as("once").hasSize(1);
    }

    @Test
    void aRefusalIsToldToo() {
        Backchannel waiting = begin();
        browser.press(Backchannel.page(browser, People.ALICE), "#deny");
        told(1);
        assertThat(waiting.error()).isEqualTo("access_denied");
    }

    @Test
    void whatFailedIsTriedAgain() {
        status = 503;
        begin();
        Backchannel.allow(browser, People.ALICE);
        told(1);
        status = 204;
        await().until(() -> database.count(
                        "select count(*) from backchannel_requests where notify_at < now() + interval '6 seconds'")
                == 1);
        clock.advance(Duration.ofSeconds(6));
        told(2);
        await().until(() -> waitingToBeSent() == 0);
    }

    /** Section 10.2: a redirection is not followed; and at last the client is left to ask by itself. */
    @Test
    void whatAlwaysFailsIsGivenUp() {
        status = 302;
        Backchannel waiting = begin();
        Backchannel.allow(browser, People.ALICE);
        for (int tries = 1; tries <= 5; tries++) {
            int expected = tries;
            await().until(() -> database.count("select count(*) from backchannel_requests where notification is null"
                            + " or notify_tries = " + expected + " and notify_at > now() + interval '" + (expected - 1)
                            + " seconds'")
                    == 1);
            told(tries);
            clock.advance(Duration.ofMinutes(4));
        }
        await().until(() -> waitingToBeSent() == 0);
        assertThat(pings).hasSize(5).allSatisfy(ping -> assertThat(ping.method())
                .isEqualTo("POST"));
        waiting.poll().then().statusCode(200);
    }

    /** S31: what the guard forbids is not called. */
    @Test
    void aDisabledClientIsToldNothing() {
        begin();
        var page = Backchannel.page(browser, People.ALICE);
        status = 503;
        browser.press(page, "#allow");
        told(1);
        database.enable(shop, false);
        try {
            clock.advance(Duration.ofMinutes(1));
            await().until(() -> waitingToBeSent() == 0);
            assertThat(pings).hasSize(1);
        } finally {
            database.enable(shop, true);
        }
    }
}
