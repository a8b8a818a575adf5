package dev.limen.jose;

import dev.limen.json.StrictJson;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes a signed JWT in compact form apart, within limits and without ambiguity (RFC 7515, section 5.2; RFC 8725). What
 * comes out is not verified: it serves to find out whose keys to verify it with.
 */
@Singleton
public final class JwtReader {

    /** The longest JWT read, in characters. */
    public static final int MAX_LENGTH = 16 * 1024;

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
        String[] parts = jwt.split("\\.", -1);
        require(parts.length == 3 && Stream.of(parts).allMatch(JwtReader::isBase64url), "not three parts of base64url");
        Map<String, Object> header = CompactParts.object(json, parts[0], "header");
        require(
                header.keySet().stream().noneMatch(name -> FOREIGN.contains(name) && !allowed.contains(name)),
                "a header parameter that brings its own rules");
        return new UnverifiedJwt(
                header,
                CompactParts.object(json, parts[1], "payload"),
                jwt.substring(0, jwt.lastIndexOf('.')),
                CompactParts.bytes(parts[2], "signature"));
    }

    private static void require(boolean holds, String otherwise) throws InvalidJwtException {
        if (!holds) {
            throw new InvalidJwtException(otherwise);
        }
    }

    /** RFC 7515, section 2: without padding, and not empty. A loop, as a pattern takes several times as long for each token. */
    private static boolean isBase64url(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '_') {
                return false;
            }
        }
        return !part.isEmpty();
    }
}
