package dev.limen.jose;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** The left half of a digest, which ties a code or an access token to an ID token: {@code c_hash}, {@code at_hash}. */
public final class HalfHash {

    private HalfHash() {}

    /**
     * OpenID Connect Core 1.0, sections 3.1.3.6 and 3.3.2.11.
     *
     * @param algorithm the one that signs the ID token
     * @param value the code or access token, as it goes over the wire
     */
    public static String of(JwsAlgorithm algorithm, String value) {
        try {
            byte[] digest =
                    MessageDigest.getInstance(algorithm.hash()).digest(value.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, digest.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm.hash() + " is not available", e);
        }
    }
}
