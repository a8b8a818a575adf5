package dev.limen.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the program can be told to do instead of serving. */
public sealed interface Command {

    /** Applies a realm file: {@code apply-realm FILE}. */
    record ApplyRealm(String file) implements Command {}

    /** Says what is wrong with a realm file: {@code check-realm FILE}. */
    record CheckRealm(String file) implements Command {}

    /**
     * Gives signing keys their successors: {@code rotate-keys [--now] [ALG...]}.
     *
     * @param now whether the present keys end at once, as they may be in the wrong hands
     * @param algorithms whose keys; empty for all
     */
    record RotateKeys(boolean now, List<String> algorithms) implements Command {}

    /** Brings the database's schema to this version: {@code migrate}. */
    record Migrate() implements Command {}

    /**
     * Makes a token with which clients may be registered: {@code initial-access-token [--uses N] [--lifetime DURATION]}.
     *
     * @param uses how many clients
     * @param lifetime how long from now
     */
    record InitialAccessToken(int uses, Duration lifetime) implements Command {}

    /** Ends all of those tokens: {@code end-initial-access-tokens}. */
    record EndInitialAccessTokens() implements Command {}

    /**
     * Ends every session of a person, or with a client: {@code end-sessions --user NAME} or {@code --client ID}.
     *
     * @param name a username or subject identifier, or a {@code client_id}
     */
    record EndSessions(Whose whose, String name) implements Command {

        /** Whose sessions end. */
        public enum Whose {
            USER,
            CLIENT
        }
    }

    /** What there is, for whoever typed something else. */
    String USAGE = """
            Without arguments Limen serves. Its commands are:
              apply-realm FILE             apply a realm file, and end
              check-realm FILE             say what is wrong with a realm file
              migrate                      bring the schema of the database to this version, and end
              rotate-keys [ALG...]         publish new signing keys, which sign as soon as everybody can know them
              rotate-keys --now [ALG...]   end the signing keys at once: what they signed is refused from now on
              initial-access-token [--uses N] [--lifetime DURATION]
                                           print a token that lets clients register: once and for a day, or as said
              end-initial-access-tokens    end all of those tokens
              end-sessions --user NAME     sign a person out everywhere, and revoke all that they have granted
              end-sessions --client ID     sign everybody out of a client, and revoke all that it was granted""";

    String NOW = "--now";

    /**
     * The command that these program arguments are; empty if there are none.
     *
     * @throws CommandException if they are something else; its message is the usage
     */
    static Optional<Command> of(List<String> arguments) {
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        List<String> rest = arguments.subList(1, arguments.size());
        return Optional.of(
                switch (arguments.getFirst()) {
                    case "apply-realm" -> new ApplyRealm(only(rest));
                    case "check-realm" -> new CheckRealm(only(rest));
                    case "migrate" -> alone(rest, new Migrate());
                    case "rotate-keys" -> rotateKeys(rest);
                    case "initial-access-token" -> InitialAccessTokenArguments.of(rest);
                    case "end-initial-access-tokens" -> alone(rest, new EndInitialAccessTokens());
                    case "end-sessions" -> endSessions(rest);
                    default -> throw new CommandException(USAGE);
                });
    }

    private static String only(List<String> rest) {
        if (rest.size() != 1) {
            throw new CommandException(USAGE);
        }
        return rest.getFirst();
    }

    private static Command alone(List<String> rest, Command command) {
        if (!rest.isEmpty()) {
            throw new CommandException(USAGE);
        }
        return command;
    }

    private static RotateKeys rotateKeys(List<String> rest) {
        boolean now = rest.contains(NOW);
        List<String> algorithms =
                rest.stream().filter(word -> !word.equals(NOW)).toList();
        if (algorithms.stream().anyMatch(word -> word.startsWith("-"))) {
            throw new CommandException(USAGE);
        }
        return new RotateKeys(now, algorithms);
    }

    private static EndSessions endSessions(List<String> rest) {
        if (rest.size() != 2) {
            throw new CommandException(USAGE);
        }
        return switch (rest.getFirst()) {
            case "--user" -> new EndSessions(EndSessions.Whose.USER, rest.getLast());
            case "--client" -> new EndSessions(EndSessions.Whose.CLIENT, rest.getLast());
            default -> throw new CommandException(USAGE);
        };
    }
}
