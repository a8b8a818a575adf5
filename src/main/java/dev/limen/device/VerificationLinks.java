package dev.limen.device;

import dev.limen.protocol.UserCode;
import dev.limen.web.Links;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** The addresses that a device shows to people (RFC 8628, sections 3.2 and 3.3.1). */
@ApplicationScoped
class VerificationLinks {

    private final Links links;

    VerificationLinks(Links links) {
        this.links = links;
    }

    /** Where the code is entered. */
    URI page() {
        return links.absolute("/device");
    }

    /** The same with the code filled in. */
    URI complete(UserCode userCode) {
        return links.absolute("/device?user_code=" + userCode.shown());
    }

    /** A picture of {@link #complete}. */
    URI qr(UserCode userCode) {
        return links.absolute("/device/qr?user_code=" + userCode.shown());
    }
}
