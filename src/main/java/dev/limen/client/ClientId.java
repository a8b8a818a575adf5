package dev.limen.client;

import java.util.regex.Pattern;

/** The syntax of a client identifier: visible ASCII, so a narrower set than RFC 6749, appendix A.1 has. */
public final class ClientId {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private ClientId() {}

    public static boolean isValid(String clientId) {
        return FORM.matcher(clientId).matches();
    }
}
