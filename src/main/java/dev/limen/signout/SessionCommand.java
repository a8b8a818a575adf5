package dev.limen.signout;

import dev.limen.client.Client;
import dev.limen.client.Clients;
import dev.limen.config.Command;
import dev.limen.user.User;
import dev.limen.user.Users;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Carries out {@link Command.EndSessions} inside the start, and ends the program; nodes that serve tell the clients. */
@Singleton
class SessionCommand {

    /** Behind every observer that does not say when it wants to be called. */
    private static final int LATE = 4000;

    private static final String CAUSE = "command";

    private final SignOut signOut;
    private final Users users;
    private final Clients clients;
    private final List<String> arguments;

    SessionCommand(SignOut signOut, Users users, Clients clients, @CommandLineArguments String[] arguments) {
        this.signOut = signOut;
        this.users = users;
        this.clients = clients;
        this.arguments = List.of(arguments);
    }

    void start(@Observes @Priority(LATE) StartupEvent event) {
        if (Command.of(arguments).orElse(null) instanceof Command.EndSessions command) {
            System.out.println(carryOut(command));
            Quarkus.asyncExit(0);
        }
    }

    /**
     * Ends them, and tells what came of it.
     *
     * @throws ConfigurationException if nobody is called so; it ends a start with its message alone
     */
    String carryOut(Command.EndSessions command) {
        return QuarkusTransaction.requiringNew().call(() -> switch (command.whose()) {
            case USER -> ofUser(command.name());
            case CLIENT -> ofClient(command.name());
        });
    }

    private String ofUser(String name) {
        User user = users.byUsername(name).or(() -> users.bySub(name)).orElseThrow(() -> nobody("user", name));
        return "Sessions of the user " + user.username + " ended: " + signOut.endAll(user, CAUSE);
    }

    private String ofClient(String name) {
        Client client = clients.find(name).orElseThrow(() -> nobody("client", name));
        return "Sessions with the client " + client.clientId + " ended: " + signOut.endAll(client, CAUSE);
    }

    private static ConfigurationException nobody(String kind, String name) {
        return new ConfigurationException("There is no " + kind + " " + name);
    }
}
