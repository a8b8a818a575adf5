package dev.limen.jose;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The signature algorithms with a public key. A key belongs to exactly one of them. What a client and the provider share
 * is a {@link MacAlgorithm}, and can be neither made nor published where a constant of this type is asked for.
 */
public enum SigningAlgorithm implements JwsAlgorithm {
    /** RSASSA-PKCS1-v1_5 (RFC 7518, section 3.3). */
    RS256("RS256", KeyShape.RSA, "SHA256withRSA", "SHA-256"),
    RS384("RS384", KeyShape.RSA, "SHA384withRSA", "SHA-384"),
    RS512("RS512", KeyShape.RSA, "SHA512withRSA", "SHA-512"),
    /** RSASSA-PSS with a salt as long as the digest (RFC 7518, section 3.5). */
    PS256("PS256", KeyShape.RSA, "RSASSA-PSS", "SHA-256", 32),
    PS384("PS384", KeyShape.RSA, "RSASSA-PSS", "SHA-384", 48),
    PS512("PS512", KeyShape.RSA, "RSASSA-PSS", "SHA-512", 64),
    /** ECDSA, each curve with its digest (RFC 7518, section 3.4). */
    ES256("ES256", KeyShape.P256, "SHA256withECDSAinP1363Format", "SHA-256"),
    ES384("ES384", KeyShape.P384, "SHA384withECDSAinP1363Format", "SHA-384"),
    ES512("ES512", KeyShape.P521, "SHA512withECDSAinP1363Format", "SHA-512"),
    /**
     * Ed25519 (RFC 8037, section 3.1). Written with the name that every library knows; the name that RFC 9864 gave it is
     * read too. OpenID Connect names no digest for it: SHA-512 is the one inside, and what others use.
     */
    EDDSA("EdDSA", KeyShape.ED25519, "Ed25519", "SHA-512") {
        @Override
        public boolean isNamed(Object alg) {
            return super.isNamed(alg) || "Ed25519".equals(alg);
        }
    },
    /**
     * ML-DSA, which a quantum computer does not break (FIPS 204; RFC 9964): pure, with an empty context.
     * No specification names a digest for {@code at_hash}: it is SHA-512 here.
     */
    ML_DSA_44("ML-DSA-44", KeyShape.ML_DSA_44, "ML-DSA-44", "SHA-512"),
    ML_DSA_65("ML-DSA-65", KeyShape.ML_DSA_65, "ML-DSA-65", "SHA-512"),
    ML_DSA_87("ML-DSA-87", KeyShape.ML_DSA_87, "ML-DSA-87", "SHA-512");

    /** What the provider keeps keys for where nothing else is set. */
    public static final List<SigningAlgorithm> DEFAULTS = List.of(RS256, PS256, ES256, EDDSA);

    private static final int NO_SALT = 0;

    private final String wire;
    private final KeyShape shape;
    private final String signature;
    private final String hash;
    private final int salt;

    SigningAlgorithm(String wire, KeyShape shape, String signature, String hash) {
        this(wire, shape, signature, hash, NO_SALT);
    }

    SigningAlgorithm(String wire, KeyShape shape, String signature, String hash, int salt) {
        this.wire = wire;
        this.shape = shape;
        this.signature = signature;
        this.hash = hash;
        this.salt = salt;
    }

    /** The algorithm of this {@code alg} value; empty for {@code none}, HMAC and whatever else is not here. */
    public static Optional<SigningAlgorithm> of(String wire) {
        return Arrays.stream(values()).filter(a -> a.wire.equals(wire)).findAny();
    }

    /** Those of these {@code alg} values that are here. */
    public static Set<SigningAlgorithm> named(Collection<String> wires) {
        Set<SigningAlgorithm> named = EnumSet.noneOf(SigningAlgorithm.class);
        wires.forEach(wire -> of(wire).ifPresent(named::add));
        return named;
    }

    @Override
    public String wire() {
        return wire;
    }

    @Override
    public String hash() {
        return hash;
    }

    /** The {@code kty} of its keys (RFC 7518, section 6.1). */
    public String keyType() {
        return shape.keyType();
    }

    KeyShape shape() {
        return shape;
    }

    byte[] sign(PrivateKey key, byte[] input) {
        try {
            Signature made = set(SignatureLibrary.signing(signature, key));
            made.initSign(key);
            made.update(input);
            return made.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(this + " cannot sign", e);
        }
    }

    boolean verifies(PublicKey key, byte[] input, byte[] presented) {
        try {
            Signature verified = set(SignatureLibrary.verifying(signature, key));
            verified.initVerify(key);
            verified.update(input);
            return verified.verify(presented);
        } catch (SignatureException | InvalidKeyException e) {
            return false; // no form that a signature can have, or the numbers of a stranger's key are none
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(this + " cannot verify", e);
        }
    }

    private Signature set(Signature engine) throws GeneralSecurityException {
        if (salt != NO_SALT) {
            engine.setParameter(new PSSParameterSpec(
                    hash, "MGF1", new MGF1ParameterSpec(hash), salt, PSSParameterSpec.TRAILER_FIELD_BC));
        }
        return engine;
    }
}
