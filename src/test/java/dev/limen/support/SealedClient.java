package dev.limen.support;

import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.text.ParseException;

/** The private keys of the client {@code sealed}, and what it does with them. */
public final class SealedClient {

    private final JWKSet keys;

    public SealedClient() {
        try (InputStream file = SealedClient.class.getResourceAsStream("/sealed-client.jwks.json")) {
            keys = JWKSet.load(file);
        } catch (IOException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    public JWKSet keys() {
        return keys;
    }

    /** A JWE of the provider, decrypted with the key that its header names. */
    public JWEObject open(String jwe) throws Exception {
        JWEObject object = JWEObject.parse(jwe);
        JWK key = keys.getKeyByKeyId(object.getHeader().getKeyID());
        JWEDecrypter decrypter = key.getKeyType().getValue().equals("RSA")
                ? new RSADecrypter(key.toRSAKey())
                : new ECDHDecrypter(key.toECKey());
        object.decrypt(decrypter);
        return object;
    }
}
