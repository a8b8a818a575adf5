package dev.limen.jose;

import dev.limen.json.StrictJson;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads JWTs that nobody signed (RFC 7519, section 6). They prove nothing, so this is a reader of its own: whoever verifies
 * JWTs cannot meet one by accident. It is for what might as well come as plain parameters.
 */
@Singleton
public final class UnsignedJwtReader {

    /** The value of {@code alg}, in this spelling alone (RFC 7518, section 3.6). */
    public static final String ALGORITHM = "none";

    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.");
    private static final Set<String> HEADER = Set.of("alg", "typ", "cty");

    private final StrictJson json;

    @Inject
    public UnsignedJwtReader(StrictJson json) {
        this.json = json;
    }

    /** Whether this has the form of one: nothing stands in the place of the signature. */
    public boolean isUnsigned(String text) {
        return text.length() <= JwtReader.MAX_LENGTH && COMPACT.matcher(text).matches();
    }

    /**
     * What it says.
     *
     * @throws InvalidJwtException when it is no unsigned JWT of this kind within the limits
     */
    public Map<String, Object> read(String jwt, TypRule typ) throws InvalidJwtException {
        require(isUnsigned(jwt), "not two parts of base64url and an empty one");
        String[] parts = jwt.split("\\.");
        Map<String, Object> header = CompactParts.object(json, parts[0], "header");
        require(ALGORITHM.equals(header.get("alg")), "no signature, and alg is not none");
        require(HEADER.containsAll(header.keySet()), "a header parameter that has no business without a signature");
        require(typ.accepts(header.get("typ")), "typ is not one of " + typ.types());
        return CompactParts.object(json, parts[1], "payload");
    }

    private static void require(boolean holds, String otherwise) throws InvalidJwtException {
        if (!holds) {
            throw new InvalidJwtException(otherwise);
        }
    }
}
