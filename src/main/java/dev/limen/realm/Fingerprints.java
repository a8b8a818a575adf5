package dev.limen.realm;

import dev.limen.crypto.MasterKey;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;

/**
 * Tells a changed secret of the file from the one applied last, without keeping either: HMAC-SHA-256 under the master
 * key. The owner's name is part of it, so that equal passwords do not look equal.
 */
@Singleton
class Fingerprints {

    private final MasterKey masterKey;

    Fingerprints(MasterKey masterKey) {
        this.masterKey = masterKey;
    }

    byte[] ofClient(String clientId, String secret) {
        return of("client", clientId, secret);
    }

    byte[] ofUser(String usernameKey, String password) {
        return of("user", usernameKey, password);
    }

    private byte[] of(String kind, String owner, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(masterKey.hmacKey("realm file fingerprint"));
            for (String part : new String[] {kind, owner, value}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
