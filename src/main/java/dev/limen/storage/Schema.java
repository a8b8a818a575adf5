package dev.limen.storage;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.flywaydb.core.Flyway;

/**
 * Sees to the schema when the program starts, before anything else asks the database. One query tells whether it is the one of
 * this version, and then nothing else is done; Flyway is called for any other. In development and tests the framework calls Flyway itself.
 */
@Singleton
public final class Schema {

    /** The last migration of this version; the same as the files say, which a test watches. */
    static final String VERSION = "16";

    /** What a start does about another schema. Not set where the framework has seen to it. */
    private enum Duty {
        MIGRATE,
        REFUSE
    }

    private static final String PROPERTY = "dev.limen.storage.schema";

    /** As in the setting {@code quarkus.datasource.db-version}, in the server's own form. */
    private static final int OLDEST_SERVER = 14_0000;

    /** Before the scheduler, which is first otherwise. */
    private static final int FIRST = -10_000;

    private static final String LOOK = "select current_setting('server_version_num')::int, exists (select from"
            + " flyway_schema_history where version = '" + VERSION + "' and success), exists (select from"
            + " flyway_schema_history where not success)";

    private final AgroalDataSource database;
    private final Instance<Flyway> flyway;

    Schema(AgroalDataSource database, Instance<Flyway> flyway) {
        this.database = database;
        this.flyway = flyway;
    }

    /** Called before the framework starts: another schema is migrated, and not by the framework. */
    public static void isMigratedAtStart() {
        entrust(Duty.MIGRATE);
    }

    /** Called before the framework starts: another schema is refused. */
    public static void isLeftAloneAtStart() {
        entrust(Duty.REFUSE);
    }

    private static void entrust(Duty duty) {
        System.setProperty(PROPERTY, duty.name());
        System.setProperty("quarkus.flyway.migrate-at-start", "false");
    }

    static boolean mustBeLeftAlone() {
        return duty().filter(Duty.REFUSE::equals).isPresent();
    }

    private static Optional<Duty> duty() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(Duty::valueOf);
    }

    void start(@Observes @Priority(FIRST) StartupEvent event) {
        duty().filter(duty -> !isCurrent()).ifPresent(this::carryOut);
    }

    private void carryOut(Duty duty) {
        switch (duty) {
            case MIGRATE -> flyway.get().migrate();
            case REFUSE -> flyway.get().validate();
        }
    }

    /**
     * Whether the schema has every migration of this version. A database that does not answer, or has no schema at all, is left
     * to Flyway, which waits for the one and makes the other.
     *
     * @throws ConfigurationException for a server that is too old; it ends a start with its message alone
     */
    private boolean isCurrent() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOOK)) {
            row.next();
            requireServer(row.getInt(1));
            return row.getBoolean(2) && !row.getBoolean(3);
        } catch (SQLException e) {
            return false;
        }
    }

    static void requireServer(int version) {
        if (version < OLDEST_SERVER) {
            throw new ConfigurationException("The database is PostgreSQL " + version / 1_0000
                    + "; Limen needs PostgreSQL " + OLDEST_SERVER / 1_0000 + " or later.");
        }
    }
}
