package dev.limen.jose;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * ML-DSA keys as JSON Web Keys of {@code kty: AKP} (draft-ietf-cose-dilithium, section 4). The JDK shows its keys as X.509
 * alone, in which the bytes of FIPS 204 stand behind a prefix that is the same for all keys of a parameter set.
 */
enum MlDsaJwk {
    ML_DSA_44(0x11, 1312),
    ML_DSA_65(0x12, 1952),
    ML_DSA_87(0x13, 2592);

    static final String KEY_TYPE = "AKP";

    /** SEQUENCE of an AlgorithmIdentifier with an object identifier of 2.16.840.1.101.3.4.3, whose last arc follows. */
    private static final byte[] IDENTIFIER = {0x30, 0x0b, 0x06, 0x09, 0x60, (byte) 0x86, 0x48, 0x01, 0x65, 3, 4, 3};

    private static final int PREFIX = 4 + IDENTIFIER.length + 1 + 5;

    private final int arc;
    private final int length;

    MlDsaJwk(int arc, int length) {
        this.arc = arc;
        this.length = length;
    }

    private String wire() {
        return name().replace('_', '-');
    }

    static boolean isMlDsa(PublicKey key) {
        return key.getParams() instanceof NamedParameterSpec named
                && named.getName().startsWith("ML-DSA-");
    }

    static Map<String, Object> members(PublicKey key) {
        byte[] x509 = key.getEncoded();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kty", KEY_TYPE);
        members.put("alg", ((NamedParameterSpec) key.getParams()).getName());
        members.put("pub", Signatures.encode(Arrays.copyOfRange(x509, PREFIX, x509.length)));
        return members;
    }

    static PublicKey parse(Map<String, Object> members) throws GeneralSecurityException {
        for (MlDsaJwk set : values()) {
            if (set.wire().equals(members.get("alg")) && members.get("pub") instanceof String pub) {
                return set.key(Base64.getUrlDecoder().decode(pub));
            }
        }
        throw new IllegalArgumentException("no pub, or an alg that is not of ML-DSA");
    }

    private PublicKey key(byte[] raw) throws GeneralSecurityException {
        if (raw.length != length) {
            throw new IllegalArgumentException("pub is not of the length of " + wire());
        }
        ByteBuffer x509 = ByteBuffer.allocate(PREFIX + length);
        x509.put((byte) 0x30).put((byte) 0x82).putShort((short) (PREFIX + length - 4));
        x509.put(IDENTIFIER).put((byte) arc);
        x509.put((byte) 0x03).put((byte) 0x82).putShort((short) (length + 1)).put((byte) 0);
        x509.put(raw);
        return KeyFactory.getInstance(wire()).generatePublic(new X509EncodedKeySpec(x509.array()));
    }
}
