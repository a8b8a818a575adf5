package dev.limen.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureLibraryTest {

    private static final byte[] INPUT = "what is signed".getBytes(StandardCharsets.US_ASCII);

    @Test
    void isThereOnLinux() {
        assumeTrue(System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux"), "another system");
        assertThat(SignatureLibrary.available()).isTrue();
    }

    @Test
    void theJdkSignsWhereItCannotBeLoaded() {
        assertThat(SignatureLibrary.load(() -> {
                    throw new UnsatisfiedLinkError("no such library");
                }))
                .isEmpty();
        assertThat(SignatureLibrary.load(() -> {
                    throw new IllegalStateException("not healthy");
                }))
                .isEmpty();
    }

    /** What the library signs, the JDK verifies: with a fresh key, and with one that was kept. */
    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void signsWhatTheJdkVerifies(SigningAlgorithm algorithm) {
        SigningPair fresh = SigningPair.generate(algorithm);
        SigningPair kept = SigningPair.restore(algorithm, fresh.pkcs8(), fresh.publicJwk());
        for (SigningPair pair : new SigningPair[] {fresh, kept}) {
            byte[] signature = algorithm.sign(pair.privateKey(), INPUT);
            assertThat(algorithm.verifies(fresh.publicKey(), INPUT, signature)).isTrue();
            INPUT[0] ^= 1;
            assertThat(algorithm.verifies(fresh.publicKey(), INPUT, signature)).isFalse();
            INPUT[0] ^= 1;
        }
    }

    /** Converting at each signature would cost more than the signature. */
    @ParameterizedTest
    @EnumSource(names = {"RS256", "PS256", "ES256"})
    void keepsKeysInItsOwnForm(SigningAlgorithm algorithm) throws GeneralSecurityException {
        assumeTrue(SignatureLibrary.available(), "no library here");
        SigningPair fresh = SigningPair.generate(algorithm);
        PrivateKey kept =
                SigningPair.restore(algorithm, fresh.pkcs8(), fresh.publicJwk()).privateKey();
        assertThat(kept.getClass().getName()).startsWith("com.amazon.corretto.crypto.provider.");
        assertThat(SignatureLibrary.signing("SHA256withRSA", kept).getProvider().getName())
                .isEqualTo("AmazonCorrettoCryptoProvider");
    }
}
