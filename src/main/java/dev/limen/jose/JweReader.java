package dev.limen.jose;

import dev.limen.json.StrictJson;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes a JWE in compact form apart, within limits and without ambiguity (RFC 7516, section 5.2; RFC 8725). */
@Singleton
public final class JweReader {

    /** The longest JWE read, in characters: a JWT of the greatest length, encrypted. */
    public static final int MAX_LENGTH = 2 * JwtReader.MAX_LENGTH;

    /** The encrypted key is empty where the content's key is agreed on or shared (RFC 7516, section 5.1). */
    private static final Pattern COMPACT =
            Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    /**
     * Header parameters by which a JWE would bring its own rules, or work that its sender measures out: a few bytes of
     * {@code zip} are as many as one likes when they are decompressed (RFC 8725, section 3.6).
     */
    private static final Set<String> FOREIGN =
            Set.of("jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "p2c", "p2s", "iv", "tag");

    private final StrictJson json;

    @Inject
    public JweReader(StrictJson json) {
        this.json = json;
    }

    /** Whether this looks like a JWE rather than a JWS (RFC 7516, section 9). */
    public boolean isJwe(String text) {
        return text.length() <= MAX_LENGTH && COMPACT.matcher(text).matches();
    }

    /**
     * The JWE, its header read.
     *
     * @throws InvalidJwtException when it is none within the limits
     */
    public EncryptedJwt read(String jwe) throws InvalidJwtException {
        require(jwe.length() <= MAX_LENGTH, "longer than " + MAX_LENGTH + " characters");
        require(COMPACT.matcher(jwe).matches(), "not five parts of base64url");
        String[] parts = jwe.split("\\.");
        for (String part : parts) {
            CompactParts.bytes(part, "JWE");
        }
        Map<String, Object> header = CompactParts.object(json, parts[0], "header");
        require(header.keySet().stream().noneMatch(FOREIGN::contains), "a header parameter that brings its own rules");
        return new EncryptedJwt(jwe, header);
    }

    private static void require(boolean holds, String otherwise) throws InvalidJwtException {
        if (!holds) {
            throw new InvalidJwtException(otherwise);
        }
    }
}
