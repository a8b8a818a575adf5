package dev.limen.jose;

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
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** A kind of key pair: how a JSON Web Key names it, and how the JDK makes, reads and recognises it. */
enum KeyShape {
    /** 2048 bits or more (RFC 7518, sections 3.3 and 4.3). */
    RSA("RSA", "RSA", "RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4)),
    P256("EC", "P-256", "EC", new ECGenParameterSpec("secp256r1")),
    P384("EC", "P-384", "EC", new ECGenParameterSpec("secp384r1")),
    P521("EC", "P-521", "EC", new ECGenParameterSpec("secp521r1")),
    /** RFC 8037. */
    ED25519("OKP", "Ed25519", "Ed25519", NamedParameterSpec.ED25519),
    /** FIPS 204, table 1; draft-ietf-cose-dilithium. */
    ML_DSA_44("AKP", "ML-DSA-44", "ML-DSA-44", NamedParameterSpec.ML_DSA_44),
    ML_DSA_65("AKP", "ML-DSA-65", "ML-DSA-65", NamedParameterSpec.ML_DSA_65),
    ML_DSA_87("AKP", "ML-DSA-87", "ML-DSA-87", NamedParameterSpec.ML_DSA_87);

    private static final int LEAST_RSA_BITS = 2048;

    /** Beyond this, whoever sends keys decides how long the provider computes. */
    private static final int MOST_RSA_BITS = 8192;

    private static final int MOST_EXPONENT_BITS = 64;

    private final String keyType;
    private final String parameterSet;
    private final String factory;
    private final AlgorithmParameterSpec parameters;

    KeyShape(String keyType, String parameterSet, String factory, AlgorithmParameterSpec parameters) {
        this.keyType = keyType;
        this.parameterSet = parameterSet;
        this.factory = factory;
        this.parameters = parameters;
    }

    /** The {@code kty} of RFC 7517, section 4.1. */
    String keyType() {
        return keyType;
    }

    /** Whether this is such a key, of the right curve or size (RFC 8725, section 3.5). */
    boolean fits(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> this == RSA && isSound(rsa);
            case ECPublicKey ec -> keyType.equals("EC") && parameterSet.equals(PublicJwk.curve(ec));
            default ->
                key.getParams() instanceof NamedParameterSpec named
                        && named.getName().equals(parameterSet);
        };
    }

    private static boolean isSound(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        int exponentBits = key.getPublicExponent().bitLength();
        return bits >= LEAST_RSA_BITS
                && bits <= MOST_RSA_BITS
                && key.getPublicExponent().testBit(0)
                && exponentBits > 1
                && exponentBits <= MOST_EXPONENT_BITS;
    }

    KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(factory);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException(this + " is not available", e);
        }
    }

    PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance(factory).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }
}
