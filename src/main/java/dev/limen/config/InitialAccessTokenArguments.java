package dev.limen.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Reads what follows {@code initial-access-token}. */
final class InitialAccessTokenArguments {

    private static final int MOST_USES = 100_000;
    private static final Duration LONGEST = Duration.ofDays(365);

    private int uses = 1;
    private Duration lifetime = Duration.ofDays(1);

    private InitialAccessTokenArguments() {}

    static Command.InitialAccessToken of(List<String> rest) {
        if (rest.size() % 2 != 0) {
            throw new CommandException(Command.USAGE);
        }
        InitialAccessTokenArguments arguments = new InitialAccessTokenArguments();
        for (int i = 0; i < rest.size(); i += 2) {
            arguments.read(rest.get(i), rest.get(i + 1));
        }
        return new Command.InitialAccessToken(arguments.uses, arguments.lifetime);
    }

    private void read(String option, String value) {
        try {
            switch (option) {
                case "--uses" -> uses = Integer.parseInt(value);
                case "--lifetime" -> lifetime = Duration.parse(value);
                default -> throw new CommandException(Command.USAGE);
            }
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new CommandException(Command.USAGE);
        }
        if (uses < 1 || uses > MOST_USES || !lifetime.isPositive() || lifetime.compareTo(LONGEST) > 0) {
            throw new CommandException(
                    "--uses is from 1 to " + MOST_USES + ", --lifetime at most " + LONGEST + ", such as P7D or PT1H");
        }
    }
}
