package dev.limen.config;

/** The arguments of the program are no command; the message says which there are. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message, null, false, false);
    }
}
