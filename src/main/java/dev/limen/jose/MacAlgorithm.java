package dev.limen.jose;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC with SHA-2 (RFC 7518, section 3.2), for what is between the provider and one client that has a secret. */
public enum MacAlgorithm implements JwsAlgorithm {
    HS256("HmacSHA256", "SHA-256", 32),
    HS384("HmacSHA384", "SHA-384", 48),
    HS512("HmacSHA512", "SHA-512", 64);

    private final String mac;
    private final String hash;
    private final int minimumBytes;

    MacAlgorithm(String mac, String hash, int minimumBytes) {
        this.mac = mac;
        this.hash = hash;
        this.minimumBytes = minimumBytes;
    }

    /** The algorithm of this {@code alg} value. */
    public static Optional<MacAlgorithm> of(String wire) {
        return Arrays.stream(values()).filter(a -> a.wire().equals(wire)).findAny();
    }

    @Override
    public String wire() {
        return name();
    }

    @Override
    public String hash() {
        return hash;
    }

    /** The least length of a secret, in bytes: that of the digest (RFC 7518, section 3.2; RFC 8725, section 3.5). */
    public int minimumBytes() {
        return minimumBytes;
    }

    byte[] compute(byte[] secret, byte[] input) {
        try {
            Mac computed = Mac.getInstance(mac);
            computed.init(new SecretKeySpec(secret, mac));
            return computed.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(this + " is not available", e);
        }
    }
}
