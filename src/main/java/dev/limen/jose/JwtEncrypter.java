package dev.limen.jose;

import dev.limen.json.StrictJson;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.lang.JoseException;

/** Encrypts JWTs for a client (RFC 7516). Never compressed: the length of what is compressed tells of its content. */
@Singleton
public final class JwtEncrypter {

    private final StrictJson json;

    @Inject
    public JwtEncrypter(StrictJson json) {
        this.json = json;
    }

    /** A nested JWT: signed first, then encrypted (RFC 7519, section 11.2). */
    public String encrypt(String signedJwt, JweRecipient recipient, ContentEncryption content) {
        JsonWebEncryption jwe = prepared(recipient, content);
        jwe.setContentTypeHeaderValue("JWT");
        return written(jwe, signedJwt);
    }

    /**
     * Claims that nobody signed. The recipient learns that they come from someone who knows its public key, hence from
     * anyone: only for what is fetched over TLS, such as a userinfo answer (OpenID Connect Core 1.0, section 5.3.2).
     */
    public String encrypt(Map<String, Object> claims, JweRecipient recipient, ContentEncryption content) {
        JsonWebEncryption jwe = prepared(recipient, content);
        jwe.setHeader("typ", "JWT");
        return written(jwe, json.write(claims));
    }

    private static JsonWebEncryption prepared(JweRecipient recipient, ContentEncryption content) {
        JsonWebEncryption jwe = JweLibrary.pinned(recipient.algorithm(), content);
        jwe.setAlgorithmHeaderValue(recipient.algorithm().wire());
        jwe.setEncryptionMethodHeaderParameter(content.wire());
        switch (recipient) {
            case RecipientKey known -> {
                known.kid().ifPresent(jwe::setKeyIdHeaderValue);
                jwe.setKey(known.key());
            }
            case ClientSecretKey secret -> jwe.setKey(secret.key(content));
        }
        return jwe;
    }

    private static String written(JsonWebEncryption jwe, String payload) {
        jwe.setPayload(payload);
        try {
            return jwe.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("a JWT cannot be encrypted", e);
        }
    }
}
