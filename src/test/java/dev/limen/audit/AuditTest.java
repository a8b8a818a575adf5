package dev.limen.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limen.config.LimenConfig;
import dev.limen.support.TestClock;
import dev.limen.user.Username;
import dev.limen.user.Users;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditTest {

    @Inject
    Audit audit;

    @Inject
    AuditTable table;

    @Inject
    AuditSweep sweep;

    @Inject
    Users users;

    @Inject
    LimenConfig config;

    @Inject
    TestClock clock;

    @Inject
    DataSource database;

    private final String client = "client-" + UUID.randomUUID();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void storesWhatHappened() {
        audit.record(new AuditEvent.TokenIssued(client, Optional.of("sub-1"), "refresh_token", "openid profile"));
        assertThat(await().until(this::rows, rows -> rows.size() == 1).getFirst())
                .containsEntry("type", "token_issued")
                .containsEntry("outcome", "success")
                .containsEntry("sub", "sub-1")
                .containsEntry("scope", "openid profile")
                .containsEntry("grant_type", "refresh_token");
    }

    @Test
    void storesARefusalThatRollsItsTransactionBack() {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                audit.record(new AuditEvent.CodeReplayed(client, Optional.empty()));
                throw new IllegalStateException("rolled back");
            });
        } catch (IllegalStateException expected) {
            await().until(() -> rows().size() == 1);
        }
        assertThat(rows()).hasSize(1);
    }

    @Test
    void namesTheAddressAndTheReferenceOfTheRequest() {
        String reference = RestAssured.given()
                .formParam("grant_type", "authorization_code")
                .formParam("client_id", client)
                .post("/token")
                .then()
                .extract()
                .asString();
        assertThat(reference).isNotEmpty();
        List<Map<String, String>> rows = await().until(this::rows, found -> !found.isEmpty());
        assertThat(rows.getFirst().get("address")).isIn("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");
        assertThat(rows.getFirst().get("reference")).matches("[0-9A-Z]{5}-[0-9A-Z]{5}");
    }

    @Test
    void takesWhateverStrangersSend() {
        String hostile = client + "\0\ud800" + "x".repeat(5000);
        audit.record(new AuditEvent.ClientAuthenticationFailed(Optional.of(hostile), hostile));
        await().until(() -> rows().size() == 1);
        assertThat(rows().getFirst().get("reason")).startsWith(client + "??x").hasSize(1000);
    }

    @Test
    void recordsChangesOfAccountsOnceTheyHold() {
        String sub = client;
        QuarkusTransaction.requiringNew()
                .run(() -> users.add(Username.of(client).orElseThrow(), Optional.of(sub)));
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                users.disable(users.bySub(sub).orElseThrow());
                throw new IllegalStateException("rolled back");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("rolled back");
        }
        QuarkusTransaction.requiringNew()
                .run(() -> users.disable(users.bySub(sub).orElseThrow()));
        await().until(() -> !rows().isEmpty());
        assertThat(rows()).hasSize(1);
        assertThat(rows().getFirst()).containsEntry("type", "account_changed").containsEntry("change", "disabled");
    }

    @Test
    void writesWhatWaitsBeforeItStops() throws Exception {
        AuditWriter writer = new AuditWriter(table, meters);
        writer.start(null);
        for (int i = 0; i < 2000; i++) {
            writer.add(row());
        }
        writer.stop(null);
        assertThat(rows()).hasSize(2000);
    }

    @Test
    void keepsWhatTheDatabaseRefusesForTheMoment() throws Exception {
        AuditWriter writer = new AuditWriter(table, meters);
        writer.start(null);
        execute("alter table audit_events rename to audit_elsewhere");
        try {
            writer.add(row());
            await().until(() -> meters.counter("limen.audit.write.failures").count() > 0);
        } finally {
            execute("alter table audit_elsewhere rename to audit_events");
        }
        await().until(() -> rows().size() == 1);
        writer.stop(null);
    }

    @Test
    void countsWhatAFullQueueCannotTake() throws Exception {
        AuditWriter writer = new AuditWriter(table, meters);
        int rows = AuditWriter.CAPACITY + 1;
        for (int i = 0; i < rows; i++) {
            writer.add(row());
        }
        assertThat(meters.counter("limen.audit.dropped").count()).isEqualTo(1);
        writer.start(null);
        writer.stop(null);
        assertThat(rows()).hasSize(AuditWriter.CAPACITY);
    }

    @Test
    void oneUnacceptableRowDoesNotHoldUpTheOthers() throws Exception {
        AuditWriter writer = new AuditWriter(table, meters);
        execute("alter table audit_events add constraint poison check (sub <> '" + client + "')");
        try {
            writer.add(row());
            writer.add(row(new AuditEvent.CodeReplayed(client, Optional.of(client)).entry()));
            writer.add(row());
            writer.start(null);
            writer.stop(null);
        } finally {
            execute("alter table audit_events drop constraint poison");
        }
        assertThat(rows()).hasSize(2);
        assertThat(meters.counter("limen.audit.dropped").count()).isEqualTo(1);
    }

    @Test
    void isSweptAfterItsRetention() throws Exception {
        audit.record(new AuditEvent.RefreshReplayed(client, Optional.empty()));
        await().until(() -> rows().size() == 1);
        clock.advance(config.audit().retention().minusMinutes(1));
        sweep.run();
        assertThat(rows()).hasSize(1);
        clock.advance(Duration.ofMinutes(2));
        sweep.run();
        assertThat(rows()).isEmpty();
    }

    private AuditRow row() {
        return row(new AuditEvent.CodeReplayed(client, Optional.empty()).entry());
    }

    private static AuditRow row(AuditEntry entry) {
        return new AuditRow(UUID.randomUUID(), Instant.now(), entry, Optional.empty(), Optional.empty());
    }

    private List<Map<String, String>> rows() {
        String sql = "select type, outcome, sub, address, reference, detail ->> 'scope', detail ->> 'grant_type',"
                + " detail ->> 'reason', detail ->> 'change' from audit_events"
                + " where starts_with(client_id, ?) or starts_with(sub, ?)";
        String[] names = {"type", "outcome", "sub", "address", "reference", "scope", "grant_type", "reason", "change"};
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, client);
            query.setString(2, client);
            return read(query, names);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Map<String, String>> read(PreparedStatement query, String... names) throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (ResultSet result = query.executeQuery()) {
            while (result.next()) {
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < names.length; i++) {
                    row.put(names[i], result.getString(i + 1));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
