package dev.limen.protocol;

import java.util.Optional;

/**
 * How a client wants what is said to it encrypted (OpenID Connect Registration 1.0, section 2; RFC 9701, section 6).
 *
 * @param alg how the key of the content reaches the client; empty: nothing is encrypted
 * @param enc how the content is encrypted, as it was registered
 */
public record ResponseEncryption(Optional<String> alg, Optional<String> enc) {

    public static final ResponseEncryption NONE = new ResponseEncryption(Optional.empty(), Optional.empty());

    /** How the content is encrypted, with the default of both specifications. */
    public String content() {
        return enc.orElse("A128CBC-HS256");
    }
}
