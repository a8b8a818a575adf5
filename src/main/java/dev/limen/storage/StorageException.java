package dev.limen.storage;

/** The embedded database cannot be used; the message tells an operator why, and what to do. */
public final class StorageException extends RuntimeException {
    StorageException(String message) {
        super(message);
    }

    StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
