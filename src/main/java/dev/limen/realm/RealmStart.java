package dev.limen.realm;

import dev.limen.config.Command;
import dev.limen.config.LimenConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Applies the realm file when the program starts: behind the schema, the keys and the audit trail, before the first
 * request. A {@link Command} that concerns a realm is carried out at the same place, and ends the program.
 */
@Singleton
class RealmStart {

    private static final Logger LOG = Logger.getLogger(RealmStart.class);

    /** Behind every observer that does not say when it wants to be called. */
    private static final int LATE = 4000;

    private final RealmFile realmFile;
    private final LimenConfig config;
    private final List<String> arguments;

    RealmStart(RealmFile realmFile, LimenConfig config, @CommandLineArguments String[] arguments) {
        this.realmFile = realmFile;
        this.config = config;
        this.arguments = List.of(arguments);
    }

    void start(@Observes @Priority(LATE) StartupEvent event) {
        try {
            Command.of(arguments)
                    .ifPresentOrElse(this::carryOut, () -> config.realmFile().ifPresent(this::apply));
        } catch (RealmFileException e) {
            throw refusal(e);
        }
    }

    private void apply(String file) {
        Applied applied = realmFile.apply(file);
        LOG.infof("Realm file %s applied: %s", file, applied);
    }

    private void carryOut(Command command) {
        switch (command) {
            case Command.ApplyRealm(String file) -> end(file + " applied: " + realmFile.apply(file));
            case Command.CheckRealm(String file) -> {
                realmFile.check(file);
                end(file + " has no fault");
            }
            // no matter of a realm
            case Command.Migrate _,
                    Command.RotateKeys _,
                    Command.InitialAccessToken _,
                    Command.EndInitialAccessTokens _,
                    Command.EndSessions _ -> {}
        }
    }

    private static void end(String message) {
        System.out.println(message);
        Quarkus.asyncExit(0);
    }

    /** What the framework answers with the message alone, and exit code 1. */
    private static RuntimeException refusal(RealmFileException e) {
        return LaunchMode.current() == LaunchMode.NORMAL ? new ConfigurationException(e.getMessage()) : e;
    }
}
