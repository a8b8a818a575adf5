package dev.limen.jose;

import dev.limen.json.IllegalJsonException;
import dev.limen.json.StrictJson;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes a signed JWT in compact form apart, within limits and without ambiguity (RFC 7515, section 5.2; RFC 8725). What
 * comes out is not verified: it serves to find out whose keys to verify it with.
 */
@Singleton
public final class JwtReader {

    /** The longest JWT read, in characters. */
    public static final int MAX_LENGTH = 16 * 1024;

    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    /** Header parameters by which a token would bring its own key or its own rules (RFC 7515, section 4.1). */
    private static final Set<String> FOREIGN = Set.of("jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc");

    private final StrictJson json;

    @Inject
    public JwtReader(StrictJson json) {
        this.json = json;
    }

    /**
     * The parts of this JWT, whose header brings neither key nor rules.
     *
     * @throws InvalidJwtException when it is no JWT within the limits
     */
    public UnverifiedJwt read(String jwt) throws InvalidJwtException {
        return read(jwt, Set.of());
    }

    /**
     * The parts of this JWT.
     *
     * @param allowed header parameters that are otherwise refused, and that the caller heeds itself: {@code jwk} in a DPoP
     *     proof
     * @throws InvalidJwtException when it is no JWT within the limits
     */
    public UnverifiedJwt read(String jwt, Set<String> allowed) throws InvalidJwtException {
        require(jwt.length() <= MAX_LENGTH, "longer than " + MAX_LENGTH + " characters");
        require(COMPACT.matcher(jwt).matches(), "not three parts of base64url");
        String[] parts = jwt.split("\\.");
        Map<String, Object> header = object(parts[0], "header");
        require(
                header.keySet().stream().noneMatch(name -> FOREIGN.contains(name) && !allowed.contains(name)),
                "a header parameter that brings its own rules");
        return new UnverifiedJwt(
                header,
                object(parts[1], "payload"),
                jwt.substring(0, jwt.lastIndexOf('.')),
                bytes(parts[2], "signature"));
    }

    private Map<String, Object> object(String part, String name) throws InvalidJwtException {
        byte[] bytes = bytes(part, name);
        try {
            return json.object(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException | IllegalJsonException e) {
            throw new InvalidJwtException("the " + name + " is not acceptable JSON");
        }
    }

    /** The decoder passes over bits at the end that mean nothing; two texts would then be one token. */
    private static byte[] bytes(String part, String name) throws InvalidJwtException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            require(Signatures.encode(bytes).equals(part), "the " + name + " has bits that mean nothing");
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new InvalidJwtException("the " + name + " is not base64url");
        }
    }

    private static void require(boolean holds, String otherwise) throws InvalidJwtException {
        if (!holds) {
            throw new InvalidJwtException(otherwise);
        }
    }
}
