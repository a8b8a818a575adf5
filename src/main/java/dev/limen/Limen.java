package dev.limen;

import dev.limen.config.Command;
import dev.limen.config.CommandException;
import dev.limen.config.Settings;
import dev.limen.config.SettingsException;
import dev.limen.storage.Schema;
import dev.limen.storage.StorageException;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;

/**
 * The program: checks the settings, sees to a database, and runs the application on it.
 *
 * <p>Both come before the framework's own start, as a fault in the settings must stop everything at once, and as the
 * framework wants to know its database when it starts.
 */
@QuarkusMain
public final class Limen {
    private static final int EXIT_REFUSED = 1;

    Limen() {}

    public static void main(String... arguments) {
        if (startedBareFromAnIde()) {
            Quarkus.run(arguments);
            return;
        }
        try {
            Command.of(List.of(arguments)).ifPresent(Limen::prepare);
            Settings settings = Settings.read();
            if (LaunchMode.current() == LaunchMode.NORMAL) {
                seeToSchema(settings);
            }
            if (settings.database().url().isPresent()) {
                Quarkus.run(arguments);
            } else {
                EmbeddedDatabase.around(settings, () -> Quarkus.run(arguments));
            }
        } catch (CommandException | SettingsException | StorageException e) {
            refuse(e);
        }
    }

    /**
     * Loads the application class, whose static part tells the framework in which mode it runs; without that, the
     * settings of development would not be seen. Where the class is missing, the framework builds it and comes back here.
     */
    private static boolean startedBareFromAnIde() {
        try {
            Class.forName(
                    Application.APP_CLASS_NAME, true, Thread.currentThread().getContextClassLoader());
            return false;
        } catch (ClassNotFoundException e) {
            return true;
        }
    }

    /**
     * A command answers nobody, and whoever serves already may have the port. One that migrates does so with the settings
     * of nodes that leave it to this command.
     */
    private static void prepare(Command command) {
        System.setProperty("quarkus.http.host-enabled", "false");
        if (command instanceof Command.Migrate) {
            System.setProperty("quarkus.flyway.migrate-at-start", "true");
        }
    }

    private static void seeToSchema(Settings settings) {
        if (settings.migratesAtStart()) {
            Schema.isMigratedAtStart();
        } else {
            Schema.isLeftAloneAtStart();
        }
    }

    private static void refuse(RuntimeException reason) {
        System.err.println(reason.getMessage());
        System.exit(EXIT_REFUSED);
    }
}
