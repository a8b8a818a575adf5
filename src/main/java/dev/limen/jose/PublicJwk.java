package dev.limen.jose;

import dev.limen.json.StrictJson;
import dev.limen.protocol.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Public keys in the form of RFC 7517. Nothing private ever leaves here. */
public final class PublicJwk {

    /** RFC 7518, sections 6.2 to 6.4; RFC 8037, section 2; draft-ietf-cose-dilithium, section 4. */
    private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

    /** What makes up a key of each type, and what its thumbprint is of (RFC 7638, section 3.2). */
    private static final Map<String, List<String>> MEMBERS = Map.of(
            "RSA",
            List.of("kty", "n", "e"),
            "EC",
            List.of("kty", "crv", "x", "y"),
            "OKP",
            List.of("kty", "crv", "x"),
            MlDsaJwk.KEY_TYPE,
            List.of("kty", "alg", "pub"));

    /** Longer than the largest value of any member, the key of ML-DSA-87. */
    private static final int MAX_VALUE_LENGTH = 4096;

    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]+");

    private PublicJwk() {}

    /** The members that make up this key: {@code kty} and its parameters. */
    public static Map<String, Object> of(PublicKey key) {
        return Collections.unmodifiableMap(
                MlDsaJwk.isMlDsa(key)
                        ? MlDsaJwk.members(key)
                        : new LinkedHashMap<>(jwk(key).toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)));
    }

    /**
     * The key that these members describe; other members are ignored.
     *
     * @throws IllegalArgumentException when they describe none
     */
    public static PublicKey parse(Map<String, Object> members) {
        Map<String, Object> essential = essential(members);
        try {
            return MlDsaJwk.KEY_TYPE.equals(essential.get("kty"))
                    ? MlDsaJwk.parse(essential)
                    : PublicJsonWebKey.Factory.newPublicJwk(essential).getPublicKey();
        } catch (JoseException | GeneralSecurityException e) {
            throw new IllegalArgumentException("not a public JSON Web Key", e);
        }
    }

    /** The SHA-256 thumbprint of RFC 7638, base64url: the same for a key wherever and whenever it is computed. */
    public static String thumbprint(PublicKey key) {
        String canonical = new StrictJson().write(new TreeMap<>(essential(of(key))));
        return Signatures.encode(Sha256.digest(canonical.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether a key says more than the public may know. */
    static boolean isPrivate(Map<String, Object> members) {
        return members.keySet().stream().anyMatch(PRIVATE::contains);
    }

    /** Whether these members say the key as RFC 7518, section 6 has it, and not in other words with the same meaning. */
    static boolean isCanonical(Map<String, Object> members, PublicKey key) {
        return essential(members).equals(essential(of(key)));
    }

    /** The {@code crv} of a key; empty for a curve that RFC 7518 does not know. */
    static String curve(ECPublicKey key) {
        try {
            String curve = new EllipticCurveJsonWebKey(key).getCurveName();
            return curve == null ? "" : curve;
        } catch (RuntimeException e) {
            return "";
        }
    }

    private static Map<String, Object> essential(Map<String, Object> members) {
        List<String> names =
                members.get("kty") instanceof String kty ? MEMBERS.getOrDefault(kty, List.of()) : List.of();
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a JSON Web Key of no kty that is known");
        }
        Map<String, Object> essential = new LinkedHashMap<>();
        for (String name : names) {
            if (!(members.get(name) instanceof String value)
                    || value.length() > MAX_VALUE_LENGTH
                    || !VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("a JSON Web Key whose '" + name + "' is none");
            }
            essential.put(name, value);
        }
        return essential;
    }

    private static PublicJsonWebKey jwk(PublicKey key) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(key);
        } catch (JoseException e) {
            throw new IllegalArgumentException("not a key that RFC 7518 knows: " + key.getAlgorithm(), e);
        }
    }
}
