package dev.limen.jose;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A key pair of the provider to which others encrypt. It never signs: a key has one use (RFC 7517, section 4.2).
 *
 * @param kid the RFC 7638 thumbprint of the public key
 * @param algorithm what it was made for; one for ECDH-ES serves its three variants
 */
public record EncryptionPair(String kid, EncryptionAlgorithm algorithm, PrivateKey privateKey, PublicKey publicKey)
        implements JweDecryptionKey {

    public EncryptionPair {
        if (algorithm.shapeOf(publicKey).isEmpty()) {
            throw new IllegalArgumentException("the key " + kid + " is not one for " + algorithm.wire());
        }
    }

    /** A new pair for this algorithm: RSA of 2048 bits, or P-256. */
    public static EncryptionPair generate(EncryptionAlgorithm algorithm) {
        KeyPair pair = algorithm.newShape().newKeyPair();
        return new EncryptionPair(
                PublicJwk.thumbprint(pair.getPublic()), algorithm, pair.getPrivate(), pair.getPublic());
    }

    /**
     * A pair that was kept.
     *
     * @param pkcs8 the private key, as {@link #pkcs8()} gave it
     * @param publicJwk the public key, as {@link #publicJwk()} gave it
     * @throws IllegalArgumentException when this is no such pair
     */
    public static EncryptionPair restore(EncryptionAlgorithm algorithm, byte[] pkcs8, Map<String, Object> publicJwk) {
        PublicKey publicKey = PublicJwk.parse(publicJwk);
        KeyShape shape = algorithm
                .shapeOf(publicKey)
                .orElseThrow(() -> new IllegalArgumentException("not a key for " + algorithm.wire()));
        try {
            return new EncryptionPair(PublicJwk.thumbprint(publicKey), algorithm, shape.privateKey(pkcs8), publicKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a private key for " + algorithm.wire(), e);
        }
    }

    @Override
    public boolean serves(EncryptionAlgorithm other) {
        return algorithm.sharesKeysWith(other);
    }

    /** The private key as PKCS#8: to be sealed before it goes anywhere. */
    public byte[] pkcs8() {
        return privateKey.getEncoded();
    }

    /** The public key as it is published. It names an algorithm only where it is for no other. */
    public Map<String, Object> publicJwk() {
        Map<String, Object> jwk = new LinkedHashMap<>(PublicJwk.of(publicKey));
        jwk.put("kid", kid);
        jwk.put("use", "enc");
        if (algorithm == EncryptionAlgorithm.RSA_OAEP_256) {
            jwk.put("alg", algorithm.wire());
        }
        return Collections.unmodifiableMap(jwk);
    }

    @Override
    public String toString() {
        return "EncryptionPair[" + kid + ", " + algorithm.wire() + "]";
    }
}
