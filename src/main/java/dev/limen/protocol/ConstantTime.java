package dev.limen.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The one place where secrets are compared: the time does not tell how much of two values agrees. */
public final class ConstantTime {

    private ConstantTime() {}

    public static boolean equal(byte[] expected, byte[] presented) {
        return MessageDigest.isEqual(expected, presented);
    }

    public static boolean equal(String expected, String presented) {
        return equal(expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }
}
