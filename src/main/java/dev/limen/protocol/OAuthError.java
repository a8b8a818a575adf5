package dev.limen.protocol;

import java.util.Map;

/**
 * A refusal as the client's developer and the person see it.
 *
 * @param code the registered error code
 * @param description one sentence for the client's developer; constant text in the characters that RFC 6749, section
 *     5.2 allows, never an echo of input
 * @param clause the clause that was broken, for example {@code RFC 7636, section 4.6}
 * @param messageKey what a page tells the person, as a key of the message bundles
 * @param challenge what the {@code WWW-Authenticate} header of a protected resource says besides (RFC 9470, section 3)
 */
public record OAuthError(
        ErrorCode code, String description, String clause, String messageKey, Map<String, String> challenge) {

    /** The key of the page text for faults that only the client's developer can mend. */
    public static final String CLIENT_FAULT = "client_fault";

    public OAuthError {
        challenge = Map.copyOf(challenge);
        if (!description.chars().allMatch(OAuthError::allowed)) {
            throw new IllegalArgumentException("a character in: " + description);
        }
    }

    public OAuthError(ErrorCode code, String description, String clause, String messageKey) {
        this(code, description, clause, messageKey, Map.of());
    }

    public OAuthError(ErrorCode code, String description, String clause) {
        this(code, description, clause, CLIENT_FAULT);
    }

    /** The same, with a challenge that tells the client what would do. */
    public OAuthError challenging(Map<String, String> parameters) {
        return new OAuthError(code, description, clause, messageKey, parameters);
    }

    /** %x20-21 / %x23-5B / %x5D-7E. */
    private static boolean allowed(int c) {
        return c >= 0x20 && c <= 0x7e && c != '"' && c != '\\';
    }
}
