package dev.limen.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.PostgresResource;
import dev.limen.support.Program;
import dev.limen.support.Program.Ended;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code rotate-keys} of the built program, jar or native executable, as an operator types it. */
@Tag("programs")
class RotateKeysIT {

    private static Map<String, String> database;

    @BeforeAll
    static void makeDatabase() {
        database = new PostgresResource().start();
    }

    @Test
    void rotatesWhileSomebodyElseHasThePort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            Map<String, String> port = Map.of("QUARKUS_HTTP_PORT", String.valueOf(taken.getLocalPort()));
            Ended rotated = run(port, "rotate-keys", "ES256");
            assertThat(rotated.errors() + rotated.output()).contains(" is published, and signs from ");
            assertThat(rotated.code()).isZero();
            assertThat(states("ES256")).isEqualTo("active next");
            assertThat(states("RS256")).isEqualTo("active");
            assertThat(query("select count(*)::text from pg_stat_activity where datname = current_database()"
                            + " and application_name = 'limen-listening'"))
                    .isEqualTo("0");

            Ended replaced = run(port, "rotate-keys", "--now");
            assertThat(replaced.code()).isZero();
            assertThat(states("ES256")).isEqualTo("active retired retired");
            assertThat(states("RS256")).isEqualTo("active retired");
            assertThat(query("select count(*)::text from audit_events where type = 'key_retired'"))
                    .isEqualTo("7"); // the two to encrypt to among them
        }
    }

    @Test
    void refusesWhatThereAreNoKeysFor() throws Exception {
        Ended ended = run(Map.of(), "rotate-keys", "HS256");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.errors() + ended.output())
                .contains("There are no keys for HS256; there are for RS256, PS256, ES256, EdDSA")
                .doesNotContain("\tat ");
    }

    private static Ended run(Map<String, String> environment, String... arguments) {
        Map<String, String> all = new HashMap<>(database);
        all.putAll(environment);
        return Program.run(all, arguments);
    }

    private static String states(String algorithm) throws SQLException {
        return query("select string_agg(state, ' ' order by state) from signing_keys where alg = '" + algorithm + "'");
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
