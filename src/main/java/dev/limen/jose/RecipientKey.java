package dev.limen.jose;

import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;

/**
 * A client's public key, and the algorithm with which it wants to be written to.
 *
 * @param kid how the client finds the key again
 */
public record RecipientKey(EncryptionAlgorithm algorithm, Optional<String> kid, PublicKey key) implements JweRecipient {

    public RecipientKey {
        if (algorithm.shapeOf(key).isEmpty()) {
            throw new IllegalArgumentException("not a key for " + algorithm.wire());
        }
    }

    /**
     * The key that these members of a JSON Web Key describe.
     *
     * @throws IllegalArgumentException when they describe none for this algorithm
     */
    public static RecipientKey of(EncryptionAlgorithm algorithm, Map<String, Object> jwk) {
        Optional<String> kid = jwk.get("kid") instanceof String text ? Optional.of(text) : Optional.empty();
        return new RecipientKey(algorithm, kid, PublicJwk.parse(jwk));
    }
}
