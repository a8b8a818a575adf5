package dev.limen.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SigningPairTest {

    @ParameterizedTest
    @EnumSource
    void comesBackAsItWasKept(SigningAlgorithm algorithm) {
        SigningPair pair = SigningPair.generate(algorithm);
        SigningPair restored = SigningPair.restore(algorithm, pair.pkcs8(), pair.publicJwk());
        assertThat(restored).isEqualTo(pair);
        assertThat(pair.kid()).isEqualTo(PublicJwk.thumbprint(pair.publicKey())).hasSize(43);
    }

    @ParameterizedTest
    @EnumSource
    void publishesNothingPrivateAndPrintsNoKey(SigningAlgorithm algorithm) {
        SigningPair pair = SigningPair.generate(algorithm);
        String[] members =
                switch (algorithm.keyType()) {
                    case "RSA" -> new String[] {"kty", "n", "e", "kid", "use", "alg"};
                    case "EC" -> new String[] {"kty", "crv", "x", "y", "kid", "use", "alg"};
                    case "OKP" -> new String[] {"kty", "crv", "x", "kid", "use", "alg"};
                    default -> new String[] {"kty", "pub", "kid", "use", "alg"};
                };
        assertThat(pair.publicJwk()).containsOnlyKeys(members).containsEntry("alg", algorithm.wire());
        assertThat(pair).hasToString("SigningPair[" + pair.kid() + ", " + algorithm + "]");
    }

    @Test
    void refusesKeysThatAreTooSmallOrOfAnotherKind() throws GeneralSecurityException {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(1024);
        KeyPair small = rsa.generateKeyPair();
        KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
        ec.initialize(new ECGenParameterSpec("secp384r1"));
        KeyPair otherCurve = ec.generateKeyPair();
        SigningPair es256 = SigningPair.generate(SigningAlgorithm.ES256);
        refuses(SigningAlgorithm.RS256, small);
        refuses(SigningAlgorithm.ES256, otherCurve);
        refuses(SigningAlgorithm.RS256, new KeyPair(es256.publicKey(), es256.privateKey()));
        refuses(SigningAlgorithm.ES256, small);
    }

    private static void refuses(SigningAlgorithm algorithm, KeyPair pair) {
        assertThatThrownBy(() -> new SigningPair("kid", algorithm, pair.getPrivate(), pair.getPublic()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VerificationKey(algorithm, pair.getPublic()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
