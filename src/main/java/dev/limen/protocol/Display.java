package dev.limen.protocol;

import java.util.Locale;

/** How the client would like the pages to be shown (OpenID Connect Core 1.0, section 3.1.2.1). */
public enum Display {
    PAGE,
    POPUP,
    TOUCH,
    WAP;

    /** The value of the {@code display} parameter. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Display of(String value) {
        for (Display display : values()) {
            if (display.wire().equals(value)) {
                return display;
            }
        }
        throw new OAuthException(
                ErrorCode.INVALID_REQUEST,
                "display has a value that is not supported",
                "OpenID Connect Core 1.0, section 3.1.2.1");
    }
}
