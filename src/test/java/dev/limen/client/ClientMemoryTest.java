package dev.limen.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limen.protocol.ClientMetadata;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What another node does is done here behind the back of Hibernate. */
@QuarkusTest
class ClientMemoryTest {

    private static final String ID = "remembered";

    @Inject
    Clients clients;

    @Inject
    DataSource pool;

    @Inject
    EntityManagerFactory memory;

    @BeforeEach
    void remember() {
        store(true);
        assertThat(enabled()).isTrue();
    }

    @AfterEach
    void forget() throws SQLException {
        elsewhere("delete from clients where client_id = '" + ID + "'; notify limen_clients");
        await().until(() -> clients.find(ID).isEmpty());
    }

    @Test
    void whatThisNodeChangesIsKnownAtOnce() {
        store(false);
        assertThat(enabled()).isFalse();
    }

    @Test
    void whatAnotherNodeChangesIsKnownWhenItIsHeard() throws SQLException {
        long began = System.nanoTime();
        elsewhere("update clients set enabled = false where client_id = '" + ID + "'; notify limen_clients");
        await().until(() -> !enabled());
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void whatIsNotHeardIsKnownSoon() throws SQLException {
        elsewhere("update clients set enabled = false where client_id = '" + ID + "'");
        await().atMost(ClientMemory.LONGEST.plusSeconds(3)).until(() -> !enabled());
    }

    @Test
    void whoChangesAClientSeesWhatAnotherNodeMadeOfIt() throws SQLException {
        elsewhere("update clients set enabled = false where client_id = '" + ID + "'");
        store(true);
        assertThat(enabled()).isTrue();
        elsewhere("notify limen_clients");
        assertThat(enabled()).isTrue();
    }

    @Test
    void whatComesBackUnderAnotherKeyIsFoundAtOnce() throws SQLException {
        elsewhere("update clients set id = gen_random_uuid() where client_id = '" + ID + "'");
        memory.getCache().evict(Client.class);
        assertThat(enabled()).isTrue();
    }

    private boolean enabled() {
        return clients.find(ID).orElseThrow().enabled;
    }

    private void store(boolean enabled) {
        clients.store(new ClientRegistration(
                ID, Optional.of(enabled), ClientMetadata.of(Map.of("client_name", ID)), Optional.empty()));
    }

    private void elsewhere(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
