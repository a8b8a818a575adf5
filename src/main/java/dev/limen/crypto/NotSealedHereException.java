package dev.limen.crypto;

/** What was to be opened was not sealed under this master key for this purpose, or has been changed since. */
public final class NotSealedHereException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotSealedHereException(String purpose) {
        super("the master key does not open what is sealed for: " + purpose);
    }
}
