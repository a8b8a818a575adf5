package dev.limen.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A PKCE challenge of method S256 (RFC 7636). The method {@code plain} is refused, as RFC 9700, section 2.1.1 advises.
 *
 * @param value base64url of the SHA-256 of the verifier, 43 characters
 */
public record CodeChallenge(String value) {

    /** The one method. */
    public static final String METHOD = "S256";

    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    /**
     * The challenge of an authorization request, if it has one.
     *
     * @throws OAuthException {@code invalid_request} for another method, a method alone, or a malformed challenge
     */
    static Optional<CodeChallenge> parse(Parameters parameters) {
        Optional<String> challenge = parameters.get("code_challenge");
        Optional<String> method = parameters.get("code_challenge_method");
        if (challenge.isEmpty() && method.isEmpty()) {
            return Optional.empty();
        }
        if (challenge.isEmpty()) {
            throw refused("code_challenge_method stands without code_challenge");
        }
        if (!METHOD.equals(method.orElse("plain"))) {
            throw refused("code_challenge_method must be S256");
        }
        if (!CHALLENGE.matcher(challenge.get()).matches()) {
            throw refused("code_challenge is not the base64url form of a SHA-256");
        }
        return challenge.map(CodeChallenge::new);
    }

    /** Whether {@code verifier} is what this challenge was made from (RFC 7636, section 4.6). */
    public boolean provenBy(String verifier) {
        if (!VERIFIER.matcher(verifier).matches()) {
            return false;
        }
        byte[] digest = Sha256.digest(verifier.getBytes(StandardCharsets.US_ASCII));
        return ConstantTime.equal(value, Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }

    private static OAuthException refused(String description) {
        return new OAuthException(ErrorCode.INVALID_REQUEST, description, "RFC 7636, section 4.3");
    }
}
