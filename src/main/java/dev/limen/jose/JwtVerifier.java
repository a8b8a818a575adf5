package dev.limen.jose;

import dev.limen.json.IllegalJsonException;
import dev.limen.json.StrictJson;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Reads signed JWTs as RFC 8725 asks: the key is found by {@code kid} among our own, the algorithm belongs to the key,
 * the kind of token is explicit, and size, depth and ambiguity end the reading early.
 */
@Singleton
public final class JwtVerifier {

    /** The longest JWT read, in characters. */
    public static final int MAX_LENGTH = 16 * 1024;

    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    /** Header parameters by which a token would bring its own key or its own rules (RFC 7515, section 4.1). */
    private static final Set<String> FOREIGN = Set.of("jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc");

    private final StrictJson json;
    private final Clock clock;

    @Inject
    public JwtVerifier(StrictJson json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /**
     * The claims of this JWT.
     *
     * @throws InvalidJwtException when it is not, in every respect, what was expected
     */
    public Map<String, Object> verify(String jwt, Expectation expected) throws InvalidJwtException {
        require(jwt.length() <= MAX_LENGTH, "longer than " + MAX_LENGTH + " characters");
        require(COMPACT.matcher(jwt).matches(), "not three parts of base64url");
        String[] parts = jwt.split("\\.");
        Map<String, Object> header = object(parts[0], "header");
        require(header.keySet().stream().noneMatch(FOREIGN::contains), "a header parameter that brings its own rules");
        require(isType(header.get("typ"), expected.types()), "typ is not one of " + expected.types());
        verifySignature(jwt, header, key(header, expected));
        Map<String, Object> claims = object(parts[1], "payload");
        verifyClaims(claims, expected);
        return claims;
    }

    private static VerificationKey key(Map<String, Object> header, Expectation expected) throws InvalidJwtException {
        if (!(header.get("kid") instanceof String kid)) {
            throw new InvalidJwtException("no kid");
        }
        return expected.keys().apply(kid).orElseThrow(() -> new InvalidJwtException("kid is not a key of ours"));
    }

    static void verifySignature(String jwt, Map<String, Object> header, VerificationKey key)
            throws InvalidJwtException {
        String algorithm = key.algorithm().wire();
        require(algorithm.equals(header.get("alg")), "alg is not that of the key");
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(
                    new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithm));
            signature.setCompactSerialization(jwt);
            signature.setKey(key.key());
            require(signature.verifySignature(), "the signature does not verify");
        } catch (JoseException e) {
            throw new InvalidJwtException(
                    "the signature cannot be verified: " + e.getClass().getSimpleName());
        }
    }

    private void verifyClaims(Map<String, Object> claims, Expectation expected) throws InvalidJwtException {
        require(expected.issuer().equals(claims.get("iss")), "iss is not " + expected.issuer());
        if (expected.audience().isPresent()) {
            require(audiences(claims).contains(expected.audience().get()), "aud is another");
        }
        long now = clock.instant().getEpochSecond();
        long end = seconds(claims, "exp");
        require(expected.end() == Expectation.End.IGNORED || now < end, "expired");
        require(!claims.containsKey("nbf") || seconds(claims, "nbf") <= now, "not yet valid");
    }

    /** RFC 7519, section 4.1.3: one string or a list of them. */
    private static Collection<?> audiences(Map<String, Object> claims) {
        return switch (claims.get("aud")) {
            case Collection<?> several -> several;
            case String one -> List.of(one);
            case null, default -> List.of();
        };
    }

    private static long seconds(Map<String, Object> claims, String name) throws InvalidJwtException {
        if (claims.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new InvalidJwtException(name + " is not a number");
    }

    /** RFC 7515, section 4.1.9: media types without regard to case, {@code application/} left out. */
    private static boolean isType(Object typ, Set<String> types) {
        if (!(typ instanceof String text)) {
            return false;
        }
        String type = text.toLowerCase(Locale.ROOT);
        String bare = type.startsWith("application/") ? type.substring("application/".length()) : type;
        return types.stream().anyMatch(t -> t.toLowerCase(Locale.ROOT).equals(bare));
    }

    private Map<String, Object> object(String part, String name) throws InvalidJwtException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            return json.object(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException | IllegalJsonException e) {
            throw new InvalidJwtException("the " + name + " is not acceptable JSON");
        }
    }

    private static void require(boolean holds, String otherwise) throws InvalidJwtException {
        if (!holds) {
            throw new InvalidJwtException(otherwise);
        }
    }
}
