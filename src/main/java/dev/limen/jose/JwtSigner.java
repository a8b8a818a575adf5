package dev.limen.jose;

import dev.limen.json.StrictJson;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes signed JWTs (RFC 7519). It adds no claim: who issues a token says everything that it says. */
@Singleton
public final class JwtSigner {

    private final StrictJson json = new StrictJson();

    /**
     * The JWT in compact form.
     *
     * @param claims no null values; {@code iat} must be among them, for this class has no clock
     * @param typ the kind of token, said explicitly (RFC 8725, section 3.11)
     */
    public String sign(Map<String, Object> claims, String typ, JwsSigningKey key) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("typ", typ);
        return sign(claims, header, key);
    }

    /** The same without {@code typ}, for what its specification gives none. */
    public String sign(Map<String, Object> claims, JwsSigningKey key) {
        return sign(claims, new LinkedHashMap<>(), key);
    }

    private String sign(Map<String, Object> claims, Map<String, Object> header, JwsSigningKey key) {
        if (!claims.containsKey("iat")) {
            throw new IllegalArgumentException("claims without iat");
        }
        header.put("alg", key.algorithm().wire());
        if (key instanceof SigningPair pair) {
            header.put("kid", pair.kid());
        }
        String input = part(header) + "." + part(claims);
        return input + "." + Signatures.encode(Signatures.sign(key, input));
    }

    private String part(Map<String, Object> object) {
        return Signatures.encode(json.write(object).getBytes(StandardCharsets.UTF_8));
    }
}
