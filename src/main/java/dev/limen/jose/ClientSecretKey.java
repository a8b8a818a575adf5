package dev.limen.jose;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;

/**
 * A client secret as an encryption key: the first bytes of its digest, by the shortest SHA-2 that has enough of them
 * (OpenID Connect Core 1.0, section 10.2). It cannot be printed.
 */
public final class ClientSecretKey implements JweRecipient, JweDecryptionKey {

    private final EncryptionAlgorithm algorithm;
    private final byte[] secret;

    private ClientSecretKey(EncryptionAlgorithm algorithm, byte[] secret) {
        this.algorithm = algorithm;
        this.secret = secret;
    }

    /** @throws IllegalArgumentException when the algorithm is one with a key pair */
    public static ClientSecretKey of(EncryptionAlgorithm algorithm, String clientSecret) {
        if (!algorithm.usesSecret()) {
            throw new IllegalArgumentException(algorithm.wire() + " needs a key pair");
        }
        return new ClientSecretKey(algorithm, clientSecret.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public EncryptionAlgorithm algorithm() {
        return algorithm;
    }

    @Override
    public boolean serves(EncryptionAlgorithm other) {
        return algorithm == other;
    }

    Key key(ContentEncryption content) {
        int length = algorithm.secretBytes(content);
        return new SecretKeySpec(Arrays.copyOf(digest(length), length), "AES");
    }

    private byte[] digest(int length) {
        String name = length <= 32 ? "SHA-256" : length <= 48 ? "SHA-384" : "SHA-512";
        try {
            return MessageDigest.getInstance(name).digest(secret);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(name + " is not available", e);
        }
    }

    @Override
    public String toString() {
        return "ClientSecretKey[" + algorithm.wire() + "]";
    }
}
