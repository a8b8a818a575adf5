package dev.limen.registration;

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
    private final List<String> arguments;

    RegistrationCommand(InitialAccessTokens initial, @CommandLineArguments String[] arguments) {
        this.initial = initial;
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
        return initial.mint(command.uses(), command.lifetime()).reveal();
    }

    String carryOut(Command.EndInitialAccessTokens command) {
        return initial.endAll() + " initial access tokens ended";
    }

    private static void end(String message) {
        System.out.println(message);
        Quarkus.asyncExit(0);
    }
}
