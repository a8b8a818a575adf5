package dev.limen.protocol;

import java.nio.charset.StandardCharsets;

/** A password or client secret on its way through the program: it cannot be printed or compared by accident. */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself, for the one call that needs it. */
    public String reveal() {
        return value;
    }

    /** SHA-256 of the UTF-8 form. Only fit for secrets with the randomness of a key, not for passwords. */
    public byte[] hash() {
        return Sha256.digest(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
