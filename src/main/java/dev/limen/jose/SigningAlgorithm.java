package dev.limen.jose;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/** The signature algorithms of this provider (RFC 7518, section 3.1). A key belongs to exactly one of them. */
public enum SigningAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256, keys of 2048 bits or more (RFC 7518, section 3.3). */
    RS256("RSA", SignatureAlgorithm.RS256, new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4), "SHA-256") {
        @Override
        boolean fits(PublicKey key) {
            return key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= 2048;
        }
    },
    /** ECDSA on P-256 with SHA-256 (RFC 7518, section 3.4). */
    ES256("EC", SignatureAlgorithm.ES256, new ECGenParameterSpec("secp256r1"), "SHA-256") {
        @Override
        boolean fits(PublicKey key) {
            return key instanceof ECPublicKey ec
                    && ec.getParams().getOrder().bitLength() == 256
                    && PublicJwk.of(ec).get("crv").equals("P-256");
        }
    };

    private final String keyType;
    private final SignatureAlgorithm builder;
    private final AlgorithmParameterSpec parameters;
    private final String hash;

    SigningAlgorithm(String keyType, SignatureAlgorithm builder, AlgorithmParameterSpec parameters, String hash) {
        this.keyType = keyType;
        this.builder = builder;
        this.parameters = parameters;
        this.hash = hash;
    }

    /** The algorithm of this {@code alg} value; empty for {@code none}, HMAC and whatever else is not ours. */
    public static Optional<SigningAlgorithm> of(String wire) {
        return Arrays.stream(values()).filter(a -> a.wire().equals(wire)).findAny();
    }

    /** The value of the {@code alg} parameter. */
    public String wire() {
        return name();
    }

    /** The {@code kty} of its keys (RFC 7518, section 6.1). */
    public String keyType() {
        return keyType;
    }

    /** Whether this key may be used with this algorithm: its type, its curve, its least size (RFC 8725, section 3.5). */
    abstract boolean fits(PublicKey key);

    SignatureAlgorithm builder() {
        return builder;
    }

    /** The digest that {@code at_hash} and {@code c_hash} use beside this algorithm. */
    String hash() {
        return hash;
    }

    KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(keyType);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException(this + " is not available", e);
        }
    }

    PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance(keyType).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }
}
