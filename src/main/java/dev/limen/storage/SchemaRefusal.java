package dev.limen.storage;

import io.quarkus.runtime.configuration.ConfigurationException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Says in plain words why a start that leaves the schema alone does not go on: it comes before the migration, or the schema
 * was changed by other hands. A schema that is newer than the program is no reason, as nodes of the version before run beside those
 * of the next.
 *
 * <p>Called by Flyway, which makes it while the program is built (the setting {@code quarkus.flyway.callbacks}).
 */
public final class SchemaRefusal implements Callback {

    /** For Flyway. */
    public SchemaRefusal() {}

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_VALIDATE_ERROR && Schema.mustBeLeftAlone();
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    /** @throws ConfigurationException always; it ends a start with its message alone */
    @Override
    public void handle(Event event, Context context) {
        throw new ConfigurationException("The database does not have the schema of this version, and"
                + " QUARKUS_FLYWAY_MIGRATE_AT_START is false: run the command migrate of this version first.");
    }

    @Override
    public String getCallbackName() {
        return "schema refusal";
    }
}
