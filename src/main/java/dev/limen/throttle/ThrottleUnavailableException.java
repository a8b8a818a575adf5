package dev.limen.throttle;

import java.sql.SQLException;

/** The failures cannot be counted: nobody gets in by that, the attempt fails. */
final class ThrottleUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ThrottleUnavailableException(SQLException cause) {
        super("failures cannot be counted", cause);
    }
}
