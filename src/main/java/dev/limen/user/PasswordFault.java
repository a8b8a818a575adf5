package dev.limen.user;

import java.util.Locale;

/** Why a password may not be chosen (NIST SP 800-63B, section 3.1.1.2). */
public enum PasswordFault {
    /** Fewer than {@link PasswordPolicy#MIN_LENGTH} characters. */
    TOO_SHORT,
    /** More than {@link PasswordHashing#MAX_BYTES} bytes. */
    TOO_LONG,
    /** One of the most frequent, or little more than one. */
    COMMON,
    /** The same again and again, or a walk along the alphabet, the digits or the keyboard. */
    PREDICTABLE,
    /** Little more than what anybody knows about this account or this server. */
    CONTEXTUAL;

    /** The key of the text that tells the person. */
    public String messageKey() {
        return "password_" + name().toLowerCase(Locale.ROOT);
    }
}
