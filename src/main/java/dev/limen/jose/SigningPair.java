package dev.limen.jose;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Map;

/**
 * A key that signs, with the one algorithm that it is for.
 *
 * @param kid the RFC 7638 thumbprint of the public key
 */
public record SigningPair(String kid, SigningAlgorithm algorithm, PrivateKey privateKey, PublicKey publicKey)
        implements JwsSigningKey {

    public SigningPair {
        if (!algorithm.shape().fits(publicKey)) {
            throw new IllegalArgumentException("the key " + kid + " is not one for " + algorithm);
        }
    }

    /** A new pair for this algorithm. */
    public static SigningPair generate(SigningAlgorithm algorithm) {
        KeyPair pair = algorithm.shape().newKeyPair();
        return new SigningPair(PublicJwk.thumbprint(pair.getPublic()), algorithm, pair.getPrivate(), pair.getPublic());
    }

    /**
     * A pair that was kept.
     *
     * @param pkcs8 the private key, as {@link #pkcs8()} gave it
     * @param publicJwk the public key, as {@link #publicJwk()} gave it
     * @throws IllegalArgumentException when this is no such pair
     */
    public static SigningPair restore(SigningAlgorithm algorithm, byte[] pkcs8, Map<String, Object> publicJwk) {
        try {
            PublicKey publicKey = PublicJwk.parse(publicJwk);
            return new SigningPair(
                    PublicJwk.thumbprint(publicKey),
                    algorithm,
                    SignatureLibrary.prepared(algorithm.shape().privateKey(pkcs8)),
                    publicKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a private key for " + algorithm, e);
        }
    }

    /** The private key as PKCS#8: to be sealed before it goes anywhere. */
    public byte[] pkcs8() {
        return privateKey.getEncoded();
    }

    /** The public key as it is published (RFC 7517, section 4). */
    public Map<String, Object> publicJwk() {
        return verification().published(kid);
    }

    /** What verifies the signatures of this pair. */
    public VerificationKey verification() {
        return new VerificationKey(algorithm, publicKey);
    }

    @Override
    public String toString() {
        return "SigningPair[" + kid + ", " + algorithm + "]";
    }
}
