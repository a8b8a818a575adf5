package dev.limen.web;

import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;

/** Tells a database that is away, which comes back by itself, from a statement that is wrong, which does not. */
final class DatabaseOutage {

    private static final int DEEPEST = 20;

    private DatabaseOutage() {}

    /** Whether a failure, or one of its causes, says that the database cannot be reached now. */
    static boolean in(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof ConnectException || cause instanceof SQLException sql && unreachable(sql)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
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
