package dev.limen.json;

/** The text is not the JSON that is accepted here. The message names the fault, never the content. */
public final class IllegalJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IllegalJsonException(String fault) {
        super(fault);
    }
}
