package dev.limen.jose;

import java.nio.charset.StandardCharsets;

/**
 * A secret that the provider and one client know, as the key of one HMAC algorithm. It has no {@code kid} and no form in
 * which it could be published, and it cannot be printed.
 */
public final class SharedSecret implements JwsSigningKey, JwsVerificationKey {

    private final MacAlgorithm algorithm;
    private final byte[] secret;

    private SharedSecret(MacAlgorithm algorithm, byte[] secret) {
        if (secret.length < algorithm.minimumBytes()) {
            throw new IllegalArgumentException(
                    algorithm + " needs a secret of " + algorithm.minimumBytes() + " bytes or more");
        }
        this.algorithm = algorithm;
        this.secret = secret.clone();
    }

    /**
     * The octets of a {@code client_secret} in UTF-8 (OpenID Connect Core 1.0, section 10.1).
     *
     * @throws IllegalArgumentException when the secret is shorter than the algorithm demands
     */
    public static SharedSecret of(MacAlgorithm algorithm, String clientSecret) {
        return new SharedSecret(algorithm, clientSecret.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A secret of any bytes.
     *
     * @throws IllegalArgumentException when the secret is shorter than the algorithm demands
     */
    public static SharedSecret of(MacAlgorithm algorithm, byte[] secret) {
        return new SharedSecret(algorithm, secret);
    }

    @Override
    public MacAlgorithm algorithm() {
        return algorithm;
    }

    byte[] mac(byte[] input) {
        return algorithm.compute(secret, input);
    }

    @Override
    public String toString() {
        return "SharedSecret[" + algorithm + "]";
    }
}
