package dev.limen.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.PostgresResource;
import dev.limen.support.Program;
import dev.limen.support.Program.Ended;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the built program, jar or native executable, as an operator types them. */
@Tag("programs")
class RealmCommandIT {

    private static final String SOUND = """
            clients:
              - client_id: commanded
                client_secret: ${A_SECRET}
                redirect_uris: [https://app.example.com/callback]
            users:
              - username: commanded
                password: ${A_SECRET}
            """;

    private static final String FAULTY = """
            clients:
              - client_id: faulty
                client_secret: ${NOT_SET}
                redirect_uris: [javascript:alert(1)]
            """;

    private static Map<String, String> database;

    @TempDir
    Path directory;

    @BeforeAll
    static void makeDatabase() {
        database = new PostgresResource().start();
    }

    @Test
    void checksAppliesAndAppliesAgainWhileSomebodyElseHasThePort() throws Exception {
        Path file = Files.writeString(directory.resolve("realm.yaml"), SOUND);
        try (ServerSocket busy = new ServerSocket(0)) {
            Map<String, String> port = Map.of("QUARKUS_HTTP_PORT", String.valueOf(busy.getLocalPort()));
            Ended checked = run(port, "check-realm", file.toString());
            assertThat(checked.code()).as(checked.errors()).isZero();
            assertThat(checked.output()).contains("realm.yaml has no fault");
            assertThat(query("select count(*) from clients")).isEqualTo("0");

            Ended applied = run(port, "apply-realm", file.toString());
            assertThat(applied.code()).as(applied.errors()).isZero();
            assertThat(applied.output()).contains("clients: 1 created; users: 1 created");
            assertThat(query("select count(*) from audit_events where type = 'realm_applied'"))
                    .isEqualTo("1");

            Ended again = run(port, "apply-realm", file.toString());
            assertThat(again.code()).isZero();
            assertThat(again.output()).contains("clients: 1 unchanged; users: 1 unchanged");
            assertThat(checked.output() + applied.output() + applied.errors()).doesNotContain("a-secret-of-the-test");
        }
    }

    @Test
    void endsWithEveryFaultAndNothingElse() throws Exception {
        Path file = Files.writeString(directory.resolve("faulty.yaml"), FAULTY);
        assertRefused(run(Map.of(), "apply-realm", file.toString()));
        assertRefused(run(Map.of(), "check-realm", file.toString()));
        assertRefused(run(Map.of("LIMEN_REALM_FILE", file.toString(), "QUARKUS_HTTP_PORT", "0")));
        assertThat(query("select count(*) from clients where client_id = 'faulty'"))
                .isEqualTo("0");
    }

    @Test
    void saysWhichCommandsThereAre() throws Exception {
        Ended ended = run(Map.of(), "aply-realm", "x.yaml");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.errors()).contains("apply-realm FILE");
    }

    private static void assertRefused(Ended ended) {
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.errors())
                .contains("line 3, column 20: the environment variable NOT_SET is not set")
                .contains("line 4, column 21: client 'faulty': 'redirect_uris' has a scheme that is not allowed")
                .doesNotContain("\tat ");
        assertThat(ended.output()).doesNotContain("Exception");
    }

    private static Ended run(Map<String, String> settings, String... arguments) {
        Map<String, String> all = new HashMap<>(database);
        all.put("A_SECRET", "a-secret-of-the-test");
        all.putAll(settings);
        return Program.run(all, arguments);
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        database.get("quarkus.datasource.jdbc.url"),
                        database.get("quarkus.datasource.username"),
                        database.get("quarkus.datasource.password"));
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
