package dev.limen.jose;

import java.security.PublicKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A public key and the one algorithm that it verifies: what the token says of itself decides nothing. */
public record VerificationKey(SigningAlgorithm algorithm, PublicKey key) {

    public VerificationKey {
        if (!algorithm.fits(key)) {
            throw new IllegalArgumentException("not a key for " + algorithm);
        }
    }

    /**
     * The key that these members of a JSON Web Key describe.
     *
     * @throws IllegalArgumentException when they describe none for this algorithm
     */
    public static VerificationKey of(SigningAlgorithm algorithm, Map<String, Object> jwk) {
        return new VerificationKey(algorithm, PublicJwk.parse(jwk));
    }

    /** The members under which this key is published (RFC 7517, section 4). */
    public Map<String, Object> published(String kid) {
        Map<String, Object> jwk = new LinkedHashMap<>(PublicJwk.of(key));
        jwk.put("kid", kid);
        jwk.put("use", "sig");
        jwk.put("alg", algorithm.wire());
        return Collections.unmodifiableMap(jwk);
    }
}
