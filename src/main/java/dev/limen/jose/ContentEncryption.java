package dev.limen.jose;

import java.util.Arrays;
import java.util.Optional;

/** How the content of a JWE is encrypted (RFC 7518, section 5.1): always authenticated. */
public enum ContentEncryption {
    A128CBC_HS256("A128CBC-HS256", 32),
    A256CBC_HS512("A256CBC-HS512", 64),
    A128GCM("A128GCM", 16),
    A256GCM("A256GCM", 32);

    private final String wire;
    private final int keyBytes;

    ContentEncryption(String wire, int keyBytes) {
        this.wire = wire;
        this.keyBytes = keyBytes;
    }

    /** The method of this {@code enc} value. */
    public static Optional<ContentEncryption> of(String wire) {
        return Arrays.stream(values()).filter(e -> e.wire.equals(wire)).findAny();
    }

    /** The value of the {@code enc} parameter. */
    public String wire() {
        return wire;
    }

    int keyBytes() {
        return keyBytes;
    }
}
