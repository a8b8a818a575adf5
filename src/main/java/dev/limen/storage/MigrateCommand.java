package dev.limen.storage;

import dev.limen.config.Command;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.flywaydb.core.Flyway;

/** Ends the program for {@link Command.Migrate}, when the start has brought the schema to its version, and says which that is. */
@Singleton
class MigrateCommand {

    /** Behind every observer that does not say when it wants to be called. */
    private static final int LATE = 4000;

    private final Flyway flyway;
    private final List<String> arguments;

    MigrateCommand(Flyway flyway, @CommandLineArguments String[] arguments) {
        this.flyway = flyway;
        this.arguments = List.of(arguments);
    }

    void start(@Observes @Priority(LATE) StartupEvent event) {
        if (Command.of(arguments).orElse(null) instanceof Command.Migrate) {
            System.out.println(
                    "The schema is at version " + flyway.info().current().getVersion());
            Quarkus.asyncExit(0);
        }
    }
}
