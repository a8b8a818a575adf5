package dev.limen.storage;

import dev.limen.config.Command;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.SchemaValidationException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/**
 * Ends the program for {@link Command.Migrate}, when the start has brought the schema to its version, and says which that is.
 * It looks at every table and column that the program uses, which a start that serves does not.
 */
@Singleton
class MigrateCommand {

    /** Behind every observer that does not say when it wants to be called. */
    private static final int LATE = 4000;

    private final Instance<Flyway> flyway;
    private final EntityManagerFactory entities;
    private final List<String> arguments;

    MigrateCommand(Instance<Flyway> flyway, EntityManagerFactory entities, @CommandLineArguments String[] arguments) {
        this.flyway = flyway;
        this.entities = entities;
        this.arguments = List.of(arguments);
    }

    void start(@Observes @Priority(LATE) StartupEvent event) {
        if (Command.of(arguments).orElse(null) instanceof Command.Migrate) {
            requireEveryColumn();
            System.out.println(
                    "The schema is at version " + flyway.get().info().current().getVersion());
            Quarkus.asyncExit(0);
        }
    }

    /** @throws ConfigurationException when something is missing; it ends a start with its message alone */
    private void requireEveryColumn() {
        try {
            entities.getSchemaManager().validate();
        } catch (SchemaValidationException e) {
            throw new ConfigurationException("The schema was changed by other hands: "
                    + Stream.of(e.getFailures()).map(Exception::getMessage).collect(Collectors.joining("; ")));
        }
    }
}
