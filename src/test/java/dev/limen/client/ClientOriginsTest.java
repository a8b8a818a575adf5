package dev.limen.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limen.protocol.ClientMetadata;
import dev.limen.support.Database;
import dev.limen.support.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ClientOriginsTest {

    private static final String ORIGIN = "https://origins.example.com";

    @Inject
    Clients clients;

    @Inject
    ClientOrigins origins;

    @Inject
    Database database;

    @Inject
    TestClock clock;

    @BeforeEach
    void knowNone() {
        clock.stop();
        assertThat(origins.allows(ORIGIN)).isFalse();
    }

    @AfterEach
    void forget() {
        database.execute("delete from clients where client_id = 'origins'");
        clock.reset();
        origins.mayHaveMissed();
    }

    @Test
    void aChangeIsFollowedWhenItIsHeard() {
        store();
        await().pollInSameThread().until(() -> origins.allows(ORIGIN));
        assertThat(origins.allows(ORIGIN + ":444")).isFalse();
    }

    @Test
    void aChangeThatIsNotHeardIsFollowedSoon() {
        store();
        await().pollInSameThread().until(() -> origins.allows(ORIGIN));
        database.execute("update clients set enabled = false where client_id = 'origins'");
        assertThat(origins.allows(ORIGIN)).isTrue();
        clock.advance(Duration.ofMillis(2001));
        assertThat(origins.allows(ORIGIN)).isFalse();
    }

    private void store() {
        clients.store(new ClientRegistration(
                "origins",
                Optional.empty(),
                ClientMetadata.of(Map.of("redirect_uris", List.of(ORIGIN + "/callback"))),
                Optional.empty()));
    }
}
