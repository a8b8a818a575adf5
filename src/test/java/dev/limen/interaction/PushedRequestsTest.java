package dev.limen.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.client.Client;
import dev.limen.client.Clients;
import dev.limen.interaction.PushedRequests.Pushed;
import dev.limen.protocol.Parameters;
import dev.limen.support.Database;
import dev.limen.support.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long what was left with the provider is there. */
@QuarkusTest
class PushedRequestsTest {

    private static final Parameters ASKED =
            Parameters.of(Map.of("resource", List.of("a", "b"), "mark", List.of("left")));

    @Inject
    PushedRequests requests;

    @Inject
    InteractionSweep sweep;

    @Inject
    Clients clients;

    @Inject
    Database database;

    @Inject
    TestClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void whatWasPushedIsThereForAsLongAsItsAttempts() {
        Client client = clients.find("web").orElseThrow();
        String uri = requests.push(client, ASKED);
        Pushed pushed = requests.pushed(uri, client).orElseThrow();
        assertThat(pushed.parameters().all("resource")).containsExactly("a", "b");
        assertThat(pushed.handle()).hasToString("PushedHandle");
        clock.advance(Duration.ofMinutes(50));
        sweep.expired();
        assertThat(requests.pushed(uri, client)).isEmpty();
        assertThat(requests.use(pushed.handle())).isTrue();
        assertThat(requests.use(pushed.handle())).isFalse();
        clock.advance(Duration.ofMinutes(20));
        sweep.expired();
        assertThat(left()).isZero();
        assertThat(requests.use(pushed.handle())).isFalse();
    }

    /** Anyone may leave it here, and nothing is completed with it. */
    @Test
    void whatABrowserLeftIsThereForItsMinute() {
        Client client = clients.find("web").orElseThrow();
        String uri = requests.hold(client, ASKED);
        assertThat(requests.held(uri, client)).isPresent();
        assertThat(requests.held(uri, clients.find("spa").orElseThrow())).isEmpty();
        assertThat(requests.pushed(uri, client)).isEmpty();
        assertThat(requests.pushed(uri.replace("urn:limen:request:", "urn:ietf:params:oauth:request_uri:"), client))
                .as("it has not the credit of one that was pushed")
                .isEmpty();
        clock.advance(Duration.ofMinutes(2));
        sweep.expired();
        assertThat(left()).isZero();
    }

    private long left() {
        return database.count("select count(*) from pushed_requests where parameters like '%left%'");
    }
}
