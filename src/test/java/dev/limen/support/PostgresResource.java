package dev.limen.support;

import dev.limen.storage.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/**
 * Gives every start of the application in tests a new, empty database, on one embedded server for the whole test run.
 *
 * <p>The annotation on this class makes it apply to all Quarkus tests; they need none of their own.
 */
@QuarkusTestResource(PostgresResource.class)
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
    private static final Path DIRECTORY = Fork.own("test-postgres");

    /** For speed; a test database may be lost. */
    private static final Map<String, String> NOT_DURABLE =
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");

    /**
     * Where the running server is announced. A system property, as each start of Quarkus loads this class anew, and a
     * static field would not be seen by the next.
     */
    private static final String ANNOUNCEMENT = "test-postgres.";

    /** 32 bytes, base64: an external database, which this one is to the application, needs a master key. */
    private static final String MASTER_KEY = "bGltZW4gdGVzdCBtYXN0ZXIga2V5LCBub3Qgc2VjcmU=";

    @Override
    public Map<String, String> start() {
        startServerOnce();
        String database = "test_" + UUID.randomUUID().toString().replace("-", "");
        String url = announced("url");
        try (Connection connection = superuser(url)) {
            execute(connection, "create database " + database + " owner limen");
        } catch (SQLException e) {
            throw new IllegalStateException("No test database", e);
        }
        return Map.of(
                "quarkus.datasource.jdbc.url",
                url + database,
                "quarkus.datasource.username",
                "limen",
                "quarkus.datasource.password",
                announced("password"),
                "limen.master-key",
                MASTER_KEY);
    }

    private static void startServerOnce() {
        // the monitor is a class of the JDK, of which there is one whatever loaded this class
        synchronized (Properties.class) {
            if (System.getProperty(ANNOUNCEMENT + "url") != null) {
                return;
            }
            EmbeddedPostgres server = EmbeddedPostgres.start(DIRECTORY, NOT_DURABLE);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "test-postgres-stop"));
            System.setProperty(ANNOUNCEMENT + "url", server.jdbcUrl(""));
            System.setProperty(ANNOUNCEMENT + "password", server.password());
            System.setProperty(ANNOUNCEMENT + "superuser", server.superuserPassword());
            dropFormerDatabases();
        }
    }

    private static void dropFormerDatabases() {
        try (Connection connection = superuser(announced("url"))) {
            for (String database : formerDatabases(connection)) {
                execute(connection, "drop database " + database + " with (force)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Former test databases cannot be dropped", e);
        }
    }

    private static List<String> formerDatabases(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select datname from pg_database where datname like 'test\\_%'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static Connection superuser(String url) throws SQLException {
        return DriverManager.getConnection(url + "postgres", "postgres", announced("superuser"));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String announced(String name) {
        return System.getProperty(ANNOUNCEMENT + name);
    }

    /** The server serves the whole test run, and stops with the JVM. */
    @Override
    public void stop() {}
}
