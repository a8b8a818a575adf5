package dev.limen.web;

import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells a database that is away, which comes back by itself, from a statement that is wrong, which does not. */
final class DatabaseOutage {

    private DatabaseOutage() {}

    /**
     * The part of a failure which says that the database cannot be reached now: the failure itself, one of its causes, or
     * what one of these suppressed. A commit that the database did not live to see says so in the last place alone.
     */
    static Optional<Throwable> in(Throwable failure) {
        return search(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static Optional<Throwable> search(Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return Optional.empty();
        }
        if (failure instanceof ConnectException || failure instanceof SQLException sql && unreachable(sql)) {
            return Optional.of(failure);
        }
        return Stream.concat(Stream.ofNullable(failure.getCause()), Arrays.stream(failure.getSuppressed()))
                .flatMap(next -> search(next, seen).stream())
                .findFirst();
    }

    private static boolean unreachable(SQLException failure) {
        return switch (failure) {
            case SQLTransientConnectionException e -> true;
            case SQLNonTransientConnectionException e -> true;
            case SQLRecoverableException e -> true;
            default -> connectionState(failure.getSQLState()) || poolExhausted(failure);
        };
    }

    /** Class 08 is a connection exception; 57P01 to 57P05 are a server that shuts down, crashed or is starting. */
    private static boolean connectionState(String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P0"));
    }

    /** The pool has neither a type nor a state for this. */
    private static boolean poolExhausted(SQLException failure) {
        return failure.getSQLState() == null
                && failure.getMessage() != null
                && failure.getMessage().toLowerCase(Locale.ROOT).contains("acquisition timeout");
    }
}
