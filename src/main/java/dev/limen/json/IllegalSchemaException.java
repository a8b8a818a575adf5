package dev.limen.json;

/** A JSON Schema is not one that can be used. The message says where and why: a sentence without its subject. */
public final class IllegalSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IllegalSchemaException(String message) {
        super(message, null, false, false);
    }
}
