package dev.limen.jose;

import java.security.PublicKey;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How the key of a JWE's content reaches who decrypts it (RFC 7518, section 4.1). RSA1_5 is not here: whoever decrypts it
 * answers questions about the padding (RFC 8725, section 3.2). Neither is RSA-OAEP with SHA-1, as every client library
 * that knows it knows its successor; nor are passwords (PBES2), which let a sender decide how long the receiver computes.
 */
public enum EncryptionAlgorithm {
    RSA_OAEP_256("RSA-OAEP-256", EnumSet.of(KeyShape.RSA), 0),
    ECDH_ES("ECDH-ES", EnumSet.of(KeyShape.P256, KeyShape.P384, KeyShape.P521, KeyShape.X25519), 0),
    ECDH_ES_A128KW("ECDH-ES+A128KW", ECDH_ES.shapes, 0),
    ECDH_ES_A256KW("ECDH-ES+A256KW", ECDH_ES.shapes, 0),
    /** The key is made of a client secret, as the two that follow. */
    A128KW("A128KW", EnumSet.noneOf(KeyShape.class), 16),
    A256KW("A256KW", EnumSet.noneOf(KeyShape.class), 32),
    DIR("dir", EnumSet.noneOf(KeyShape.class), 0);

    private final String wire;
    private final Set<KeyShape> shapes;
    private final int wrappingKeyBytes;

    EncryptionAlgorithm(String wire, Set<KeyShape> shapes, int wrappingKeyBytes) {
        this.wire = wire;
        this.shapes = shapes;
        this.wrappingKeyBytes = wrappingKeyBytes;
    }

    /** The algorithm of this {@code alg} value. */
    public static Optional<EncryptionAlgorithm> of(String wire) {
        return Arrays.stream(values()).filter(a -> a.wire.equals(wire)).findAny();
    }

    /** Those with a key pair. */
    public static Stream<EncryptionAlgorithm> withKeyPair() {
        return Arrays.stream(values()).filter(a -> !a.usesSecret());
    }

    /** The value of the {@code alg} parameter. */
    public String wire() {
        return wire;
    }

    /** Whether the key is made of a secret that both sides know, rather than being a key pair of who decrypts. */
    public boolean usesSecret() {
        return shapes.isEmpty();
    }

    /** Whether a key pair for the one serves the other too: the three of ECDH-ES differ in nothing that a key has. */
    boolean sharesKeysWith(EncryptionAlgorithm other) {
        return !usesSecret() && shapes.equals(other.shapes);
    }

    /** The shape that this key has, if this algorithm can use it. */
    Optional<KeyShape> shapeOf(PublicKey key) {
        return shapes.stream().filter(shape -> shape.fits(key)).findAny();
    }

    boolean usesKeyType(Object kty) {
        return shapes.stream().anyMatch(shape -> shape.keyType().equals(kty));
    }

    KeyShape newShape() {
        return shapes.stream().findFirst().orElseThrow(() -> new IllegalArgumentException(wire + " has no key pairs"));
    }

    /** How many bytes of a secret are the key, where the content is encrypted like this. */
    int secretBytes(ContentEncryption content) {
        return this == DIR ? content.keyBytes() : wrappingKeyBytes;
    }
}
