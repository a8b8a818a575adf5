package dev.limen.web;

import dev.limen.crypto.MasterKey;
import dev.limen.protocol.ConstantTime;
import dev.limen.protocol.OpaqueToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Proof that a form was shown by us, to this browser, for this step: an HMAC-SHA-256 over the step's handle and the
 * browser's cookie. It needs no storage, is the same on every node, and cannot be moved to another step or browser.
 */
@ApplicationScoped
public class Csrf {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;

    Csrf(MasterKey master) {
        this.key = master.hmacKey("csrf");
    }

    /** The value of the form's hidden input {@code csrf}. */
    public String token(String handle, OpaqueToken browser) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(handle, browser));
    }

    /**
     * Refuses a form whose token does not belong to this step and browser.
     *
     * @throws PageException {@link PageFault#FORGED}
     */
    public void require(String token, String handle, OpaqueToken browser) {
        if (token == null || !ConstantTime.equal(token(handle, browser), token)) {
            throw new PageException(PageFault.FORGED, "the form's csrf token is not of this step and browser");
        }
    }

    private byte[] mac(String handle, OpaqueToken browser) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(handle.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(browser.reveal().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
