package dev.limen.realm;

import dev.limen.config.LimenConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Applies the realm file when the program starts: behind the schema, the keys and the audit trail, before the first
 * request. The commands {@code apply-realm FILE} and {@code check-realm FILE} go as far as this, and end there.
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
        String command = arguments.isEmpty() ? "" : arguments.getFirst();
        try {
            switch (command) {
                case "apply-realm" -> {
                    String file = file(command);
                    throw new PreventFurtherStepsException(file + " applied: " + realmFile.apply(file), 0);
                }
                case "check-realm" -> {
                    String file = file(command);
                    realmFile.check(file);
                    throw new PreventFurtherStepsException(file + " has no faults", 0);
                }
                default -> config.realmFile().ifPresent(this::apply);
            }
        } catch (RealmFileException e) {
            throw refusal(e);
        }
    }

    private void apply(String file) {
        Applied applied = realmFile.apply(file);
        LOG.infof("Realm file %s applied: %s", file, applied);
    }

    private String file(String command) {
        if (arguments.size() != 2) {
            throw new RealmFileException("Usage: " + command + " FILE");
        }
        return arguments.get(1);
    }

    /** As the framework ends a program whose start is refused: the message alone, and exit code 1. */
    private static RuntimeException refusal(RealmFileException e) {
        return LaunchMode.current() == LaunchMode.NORMAL ? new PreventFurtherStepsException(e.getMessage(), 1) : e;
    }
}
