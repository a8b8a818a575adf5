package dev.limen.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class MasterKeyTest {

    private static final byte[] PLAIN = "a private key".getBytes(StandardCharsets.UTF_8);

    private final MasterKey key = MasterKey.of(base64(7));

    @Test
    void opensWhatItSealed() {
        assertThat(key.open("signing", key.seal("signing", PLAIN))).isEqualTo(PLAIN);
        assertThat(MasterKey.of(base64(7)).open("signing", key.seal("signing", PLAIN)))
                .isEqualTo(PLAIN);
    }

    @Test
    void sealsDifferentlyEachTime() {
        assertThat(key.seal("signing", PLAIN)).isNotEqualTo(key.seal("signing", PLAIN));
    }

    @Test
    void opensNothingOfAnotherKeyOrPurpose() {
        byte[] sealed = key.seal("signing", PLAIN);
        assertThatThrownBy(() -> MasterKey.of(base64(8)).open("signing", sealed))
                .isInstanceOf(NotSealedHereException.class);
        assertThatThrownBy(() -> key.open("other", sealed)).isInstanceOf(NotSealedHereException.class);
    }

    @Test
    void noticesEveryChangedByteAndEveryShortening() {
        byte[] sealed = key.seal("signing", PLAIN);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> key.open("signing", changed)).isInstanceOf(NotSealedHereException.class);
            byte[] shortened = java.util.Arrays.copyOf(sealed, i);
            assertThatThrownBy(() -> key.open("signing", shortened)).isInstanceOf(NotSealedHereException.class);
        }
    }

    @Test
    void derivesOneHmacKeyForEachPurpose() {
        assertThat(key.hmacKey("csrf").getEncoded())
                .hasSize(32)
                .isEqualTo(MasterKey.of(base64(7)).hmacKey("csrf").getEncoded())
                .isNotEqualTo(key.hmacKey("throttle").getEncoded());
    }

    @Test
    void hashesTheSameOnEveryNodeAndDifferentlyForEachPurposeAndKey() {
        assertThat(key.keyedHash("user code", PLAIN))
                .hasSize(32)
                .isEqualTo(MasterKey.of(base64(7)).keyedHash("user code", PLAIN))
                .isNotEqualTo(key.keyedHash("throttle", PLAIN))
                .isNotEqualTo(MasterKey.of(base64(8)).keyedHash("user code", PLAIN));
    }

    @Test
    void refusesWhatIsNotThirtyTwoBytesWithoutQuotingIt() {
        String tooShort = Base64.getEncoder().encodeToString(new byte[31]);
        for (String wrong : new String[] {"", "secret!secret!", tooShort, base64(1) + "AAAA"}) {
            assertThatThrownBy(() -> MasterKey.of(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoCause()
                    .satisfies(
                            e -> assertThat(wrong.isEmpty() || !e.getMessage().contains(wrong))
                                    .isTrue());
        }
        assertThat(key).hasToString("MasterKey[masked]");
    }

    private static String base64(int fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
