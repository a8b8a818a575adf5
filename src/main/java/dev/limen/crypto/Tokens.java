package dev.limen.crypto;

import dev.limen.protocol.OpaqueToken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;

/** Makes the random values that stand for something: codes, tokens, handles, cookies. */
@Singleton
public final class Tokens {

    private final MasterKey masterKey;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public Tokens(MasterKey masterKey) {
        this.masterKey = masterKey;
    }

    /** A new token of 256 random bits, as 43 characters of base64url (RFC 6749, section 10.10, asks for 128). */
    public OpaqueToken next() {
        byte[] bytes = new byte[OpaqueToken.BYTES];
        random.nextBytes(bytes);
        return OpaqueToken.of(bytes);
    }

    /**
     * The one token that follows from another for {@code purpose}: the same answer on every node, and none for who does
     * not have the master key. With it, a successor can be given again although only its hash was stored.
     */
    public OpaqueToken derive(String purpose, OpaqueToken from) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(masterKey.hmacKey(purpose));
            return OpaqueToken.of(mac.doFinal(from.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }
}
