package dev.limen.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.PostgresResource;
import dev.limen.support.Program;
import dev.limen.support.Program.Ended;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code migrate} of the built program, and nodes that leave the schema to it. */
@Tag("programs")
class MigrateIT {

    private static final String NODE = "limen_node_" + ProcessHandle.current().pid();
    private static final String PASSWORD = "only-for-nodes";

    private final Map<String, String> owner = new HashMap<>(new PostgresResource().start());

    MigrateIT() {
        owner.put("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
    }

    @Test
    void nodesServeOnceItIsDoneAndMayChangeRowsAlone() throws SQLException {
        grantRowsToNodes();
        Map<String, String> node = new HashMap<>(owner);
        node.put("quarkus.datasource.username", NODE);
        node.put("quarkus.datasource.password", PASSWORD);

        Ended early = Program.run(node);
        assertThat(early.code()).isEqualTo(1);
        assertThat(early.output() + early.errors())
                .contains("run the command migrate of this version first")
                .doesNotContain("\tat ");

        Ended migration = Program.run(owner, "migrate");
        assertThat(migration.code()).as(migration.output() + migration.errors()).isZero();
        assertThat(migration.output()).contains("The schema is at version ");

        migrateBeyondThisVersion();
        Ended older = Program.run(owner, "migrate");
        assertThat(older.code()).as(older.output() + older.errors()).isZero();
        try (Program serving = Program.start(node)) {
            assertThat(serving.alive()).isTrue();
        }
    }

    private void grantRowsToNodes() throws SQLException {
        execute(
                "postgres",
                System.getProperty("test-postgres.superuser"),
                "create role " + NODE + " login password '" + PASSWORD + "'");
        execute(
                owner.get("quarkus.datasource.username"),
                owner.get("quarkus.datasource.password"),
                "alter default privileges in schema public grant select, insert, update, delete on tables to " + NODE);
        execute(
                owner.get("quarkus.datasource.username"),
                owner.get("quarkus.datasource.password"),
                "alter default privileges in schema public grant usage, select on sequences to " + NODE);
    }

    /** As a later version would, which runs beside this one for a while. */
    private void migrateBeyondThisVersion() throws SQLException {
        execute(
                owner.get("quarkus.datasource.username"),
                owner.get("quarkus.datasource.password"),
                "insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success) values (9999, '9999', 'later', 'SQL',"
                        + " 'V9999__later.sql', 1, 'later', 1, true)");
    }

    private void execute(String role, String password, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(owner.get("quarkus.datasource.jdbc.url"), role, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
