package dev.limen.jose;

import java.security.PublicKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A public key and the one algorithm that it verifies: what the token says of itself decides nothing. */
public record VerificationKey(SigningAlgorithm algorithm, PublicKey key) implements JwsVerificationKey {

    public VerificationKey {
        if (!algorithm.shape().fits(key)) {
            throw new IllegalArgumentException("not a key for " + algorithm);
        }
        key = SignatureLibrary.prepared(key);
    }

    /**
     * The key that these members of a JSON Web Key describe.
     *
     * @throws IllegalArgumentException when they describe none for this algorithm
     */
    public static VerificationKey of(SigningAlgorithm algorithm, Map<String, Object> jwk) {
        return new VerificationKey(algorithm, PublicJwk.parse(jwk));
    }

    /**
     * The key that a stranger sends along with what it signed, as a DPoP proof has it in its {@code jwk} header parameter
     * (RFC 9449, section 4.2). A private key in it is refused, and so are other spellings of the same key, which would have
     * another thumbprint for whoever hashes what was sent.
     *
     * @throws IllegalArgumentException when it is no such key for this algorithm
     */
    public static VerificationKey embedded(SigningAlgorithm algorithm, Map<String, Object> jwk) {
        if (PublicJwk.isPrivate(jwk)) {
            throw new IllegalArgumentException("a private key");
        }
        if (jwk.containsKey("alg") && !algorithm.isNamed(jwk.get("alg"))) {
            throw new IllegalArgumentException("a key for another algorithm");
        }
        VerificationKey key = of(algorithm, jwk);
        if (!PublicJwk.isCanonical(jwk, key.key())) {
            throw new IllegalArgumentException("a key whose numbers are not written as RFC 7518 has it");
        }
        return key;
    }

    /** The SHA-256 thumbprint (RFC 7638), base64url: {@code jkt} of RFC 9449, section 6.1. */
    public String thumbprint() {
        return PublicJwk.thumbprint(key);
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
