package dev.limen.registration;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.InitialAccessTokens;
import dev.limen.config.Command;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Carries out the commands about initial access tokens inside the start, and ends the program. */
@Singleton
class RegistrationCommand {

    /** Behind every observer that does not say when it wants to be called. */
    private static final int LATE = 4000;

    private final InitialAccessTokens initial;
    private final Audit audit;
    private final List<String> arguments;

    RegistrationCommand(InitialAccessTokens initial, Audit audit, @CommandLineArguments String[] arguments) {
        this.initial = initial;
        this.audit = audit;
        this.arguments = List.of(arguments);
    }

    void start(@Observes @Priority(LATE) StartupEvent event) {
        switch (Command.of(arguments).orElse(null)) {
            case Command.InitialAccessToken command -> end(carryOut(command));
            case Command.EndInitialAccessTokens command -> end(carryOut(command));
            case null, default -> {} // somebody else's
        }
    }

    /** Makes a token, and tells it: the one time that it can be seen. */
    String carryOut(Command.InitialAccessToken command) {
        String token = initial.mint(command.uses(), command.lifetime()).reveal();
        audit.record(new AuditEvent.InitialAccessTokenMade(String.valueOf(command.uses()), command.lifetime()));
        return token;
    }

    String carryOut(Command.EndInitialAccessTokens command) {
        long ended = initial.endAll();
        audit.record(new AuditEvent.InitialAccessTokensEnded(String.valueOf(ended)));
        return ended + " initial access tokens ended";
    }

    private static void end(String message) {
        System.out.println(message);
        Quarkus.asyncExit(0);
    }
}
