package dev.limen.throttle;

import dev.limen.crypto.MasterKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;

/** Makes {@link BucketKey}s, keyed so that who reads the table cannot find names and addresses by trying them. */
@ApplicationScoped
public class BucketKeys {

    private final MasterKey masterKey;

    BucketKeys(MasterKey masterKey) {
        this.masterKey = masterKey;
    }

    /**
     * The key of one bucket.
     *
     * @param kind what is counted or known, as an enum of whoever counts: kinds of the same name share their keys
     * @param parts what the bucket belongs to
     */
    public BucketKey of(Enum<?> kind, String... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(masterKey.hmacKey("throttle"));
            mac.update(kind.name().getBytes(StandardCharsets.US_ASCII));
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update((":" + bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                mac.update(bytes);
            }
            return new BucketKey(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }
}
