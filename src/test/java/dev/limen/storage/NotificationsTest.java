package dev.limen.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.limen.support.Database;
import dev.limen.support.LogCapture;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Level;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NotificationsTest {

    private static final String SESSIONS = "from pg_stat_activity where datname = current_database()"
            + " and application_name = '" + ListeningConnection.NAME + "'";
    private static final String MISSED = "(may have missed)";

    @Inject
    Notifications notifications;

    @Inject
    Ear ear;

    @Inject
    MeterRegistry meters;

    @Inject
    AgroalDataSource pool;

    @Inject
    DataSource dataSource;

    @Inject
    Database database;

    /** Keeps what it hears, and stumbles over one payload. */
    @Singleton
    static final class Ear implements NodeListener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public String channel() {
            return "ear_of_the_test";
        }

        @Override
        public void heard(String payload) {
            if (payload.equals("stumble")) {
                throw new IllegalStateException("stumbled");
            }
            heard.add(payload);
        }

        @Override
        public void mayHaveMissed() {
            heard.add(MISSED);
        }
    }

    @BeforeEach
    void listening() {
        await().until(() -> connected() == 1);
        tellMarker();
        ear.heard.clear();
    }

    @Test
    void isHeardAtTheCommitOnceAndInOrder() {
        QuarkusTransaction.requiringNew().run(() -> {
            notifications.notify(ear.channel(), "one");
            notifications.notify(ear.channel(), "two");
            notifications.notify(ear.channel(), "one");
            // another transaction, committed earlier, is heard earlier
            QuarkusTransaction.requiringNew().run(() -> notifications.notify(ear.channel(), "zero"));
            await().until(() -> ear.heard.contains("zero"));
            assertThat(ear.heard).containsExactly("zero");
        });
        tellMarker();
        assertThat(ear.heard).containsExactly("zero", "one", "two", "marker");
    }

    @Test
    void isNotHeardWhereTheTransactionRollsBack() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    notifications.notify(ear.channel(), "lost");
                    throw new IllegalStateException("no");
                }))
                .hasMessageContaining("no");
        tellMarker();
        assertThat(ear.heard).containsExactly("marker");
    }

    @Test
    void aListenerThatFailsDoesNotEndTheListening() {
        List<LogCapture.Line> lines = LogCapture.during(() -> {
            QuarkusTransaction.requiringNew().run(() -> notifications.notify(ear.channel(), "stumble"));
            tellMarker();
        });
        assertThat(ear.heard).containsExactly("marker");
        assertThat(ours(lines)).singleElement().satisfies(line -> assertThat(line.text())
                .contains("stumbled"));
    }

    @Test
    void aLostConnectionIsMadeAnewAndSaidOnce() throws SQLException {
        String name = queried("select current_database()");
        List<LogCapture.Line> lines = LogCapture.during(() -> {
            database.execute("alter database " + name + " connection limit 0");
            try {
                database.execute("select pg_terminate_backend(pid) " + SESSIONS);
                // long enough for more than one try to connect
                await().during(Duration.ofMillis(800)).until(() -> connected() == 0);
            } finally {
                database.execute("alter database " + name + " connection limit -1");
            }
            await().until(() -> ear.heard.contains(MISSED));
            tellMarker();
        });
        assertThat(ear.heard).containsExactly(MISSED, "marker");
        assertThat(ours(lines)).hasSize(2);
        assertThat(ours(lines).getFirst().level().intValue()).isEqualTo(Level.WARNING.intValue());
        assertThat(ours(lines).getFirst().text()).contains("are not heard");
        assertThat(ours(lines).getLast().level().intValue()).isEqualTo(Level.INFO.intValue());
        assertThat(ours(lines).getLast().text()).contains("heard at once again");
    }

    @Test
    void theStopEndsTheConnectionAndACommandHasNone() throws Exception {
        assertThat(sessions()).isEqualTo("1");
        Listening command =
                new Listening(pool, List.of(ear), new SimpleMeterRegistry(), new String[] {"apply-realm", "x"});
        command.start(null);
        Listening node = new Listening(pool, List.of(ear), new SimpleMeterRegistry(), new String[0]);
        node.start(null);
        await().until(() -> sessions().equals("2"));
        node.stop(null);
        command.stop(null);
        await().until(() -> sessions().equals("1"));
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("limen-listening"))
                        .count()
                == 1);
    }

    @Test
    void aStartDoesNotWaitForADatabaseThatIsAway() throws Exception {
        AgroalDataSource away = AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(p -> p.maxSize(1)
                        .connectionFactoryConfiguration(f -> f.jdbcUrl("jdbc:postgresql://127.0.0.1:1/none"))));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Listening node = new Listening(away, List.of(ear), registry, new String[0]);
        node.start(null);
        assertThat(registry.get("limen.notifications.connected").gauge().value())
                .isZero();
        node.stop(null);
        away.close();
    }

    @Test
    void takesNoOtherNamesAndNoLongPayloads() {
        for (String channel : List.of("", "a b", "a;drop table users", "A", "a".repeat(51))) {
            assertThatThrownBy(() -> notifications.notify(channel, "")).isInstanceOf(IllegalArgumentException.class);
        }
        for (String payload : List.of("ü", "a\nb", "a".repeat(1001))) {
            assertThatThrownBy(() -> notifications.notify("a", payload)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** When this is heard, all that was committed before it has been heard. */
    private void tellMarker() {
        QuarkusTransaction.requiringNew().run(() -> notifications.notify(ear.channel(), "marker"));
        await().until(() -> ear.heard.contains("marker"));
    }

    private double connected() {
        return meters.get("limen.notifications.connected").gauge().value();
    }

    private String sessions() throws SQLException {
        return queried("select count(*) " + SESSIONS);
    }

    private String queried(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static List<LogCapture.Line> ours(List<LogCapture.Line> lines) {
        return lines.stream()
                .filter(line -> line.logger().equals(Listening.class.getName()))
                .toList();
    }
}
