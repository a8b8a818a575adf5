package dev.limen.crypto;

import dev.limen.config.LimenConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret of the installation. It encrypts nothing itself: each purpose has a key of its own, derived with HKDF
 * (RFC 5869), so that what was sealed for one purpose cannot be opened for another.
 */
@Singleton
public final class MasterKey {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte FORMAT = 1;

    private final SecretKey root;
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentMap<String, SecretKey> derived = new ConcurrentHashMap<>();

    @Inject
    MasterKey(LimenConfig config) {
        this(config.masterKey()
                .orElseThrow(() -> new IllegalStateException(
                        "limen.master-key is not set: 32 random bytes in base64, the same on every node")));
    }

    private MasterKey(String base64) {
        this.root = new SecretKeySpec(decode(base64), "HKDF");
    }

    /**
     * The master key that these characters encode.
     *
     * @param base64 32 bytes in base64
     * @throws IllegalArgumentException when they are not; the message does not contain the value
     */
    public static MasterKey of(String base64) {
        return new MasterKey(base64);
    }

    /**
     * Encrypts with AES-256-GCM under the key of {@code purpose}.
     *
     * @return format (1 byte), nonce (12 bytes), ciphertext with its tag
     */
    public byte[] seal(String purpose, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] encrypted = crypt(Cipher.ENCRYPT_MODE, purpose, nonce, ByteBuffer.wrap(plain));
        return ByteBuffer.allocate(1 + NONCE_BYTES + encrypted.length)
                .put(FORMAT)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    /**
     * Decrypts what {@link #seal} made for the same purpose.
     *
     * @throws NotSealedHereException when it was made under another master key or purpose, or was changed
     */
    public byte[] open(String purpose, byte[] sealed) {
        if (sealed.length < 1 + NONCE_BYTES + TAG_BITS / 8 || sealed[0] != FORMAT) {
            throw new NotSealedHereException(purpose);
        }
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer rest = ByteBuffer.wrap(sealed, 1, sealed.length - 1).get(nonce);
        return crypt(Cipher.DECRYPT_MODE, purpose, nonce, rest);
    }

    /** The HMAC-SHA-256 key of {@code purpose}: the same on every node and after every start. */
    public SecretKey hmacKey(String purpose) {
        return derive("hmac " + purpose, "HmacSHA256");
    }

    /** The keyed hash (HMAC-SHA-256) of a value for {@code purpose}: who lacks the master key cannot find the value by trying. */
    public byte[] keyedHash(String purpose, byte[] value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(hmacKey(purpose));
            return mac.doFinal(value);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }

    private byte[] crypt(int mode, String purpose, byte[] nonce, ByteBuffer input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, derive("seal " + purpose, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(new byte[] {FORMAT});
            return cipher.doFinal(input.array(), input.arrayOffset() + input.position(), input.remaining());
        } catch (javax.crypto.AEADBadTagException e) {
            throw new NotSealedHereException(purpose);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    private SecretKey derive(String info, String algorithm) {
        return derived.computeIfAbsent(info, i -> expand(i, algorithm));
    }

    private SecretKey expand(String info, String algorithm) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(root)
                                    .thenExpand(("limen " + info).getBytes(StandardCharsets.UTF_8), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is not available", e);
        }
    }

    private static byte[] decode(String base64) {
        byte[] key = bytes(base64.strip());
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("the master key must be 32 bytes in base64, not " + key.length);
        }
        return key;
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the master key is not base64"); // without the cause: it quotes the key
        }
    }

    @Override
    public String toString() {
        return "MasterKey[masked]";
    }
}
