package dev.limen.jose;

import java.security.PublicKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Public keys in the form of RFC 7517. Nothing private ever leaves here. */
public final class PublicJwk {

    private PublicJwk() {}

    /** The members that make up this key: {@code kty} and its parameters. */
    public static Map<String, Object> of(PublicKey key) {
        return Collections.unmodifiableMap(
                new LinkedHashMap<>(jwk(key).toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)));
    }

    /**
     * The key that these members describe; other members are ignored.
     *
     * @throws IllegalArgumentException when they describe none
     */
    public static PublicKey parse(Map<String, Object> members) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(members).getPublicKey();
        } catch (JoseException e) {
            throw new IllegalArgumentException("not a public JSON Web Key", e);
        }
    }

    /** The SHA-256 thumbprint of RFC 7638, base64url: the same for a key wherever and whenever it is computed. */
    public static String thumbprint(PublicKey key) {
        return jwk(key).calculateBase64urlEncodedThumbprint("SHA-256");
    }

    private static PublicJsonWebKey jwk(PublicKey key) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(key);
        } catch (JoseException e) {
            throw new IllegalArgumentException("not a key that RFC 7518 knows: " + key.getAlgorithm(), e);
        }
    }
}
