package dev.limen.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limen.crypto.MasterKey;
import dev.limen.protocol.OpaqueToken;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CsrfTest {

    private static final OpaqueToken BROWSER = OpaqueToken.of(new byte[32]);
    private static final OpaqueToken OTHER = OpaqueToken.of("another browser has another one.".getBytes(US_ASCII));

    private final Csrf csrf = new Csrf(MasterKey.of(Base64.getEncoder().encodeToString(new byte[32])));

    @Test
    void tokenFitsItsStepAndBrowser() {
        String token = csrf.token("handle", BROWSER);

        assertThatCode(() -> csrf.require(token, "handle", BROWSER)).doesNotThrowAnyException();
    }

    @Test
    void tokenDoesNotFitAnotherStepBrowserOrInstallation() {
        String token = csrf.token("handle", BROWSER);
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        Csrf other = new Csrf(MasterKey.of(Base64.getEncoder().encodeToString(otherKey)));

        assertRefused(csrf, token, "other", BROWSER);
        assertRefused(csrf, token, "handle", OTHER);
        assertRefused(csrf, token, "handl", BROWSER);
        assertRefused(other, token, "handle", BROWSER);
        assertRefused(csrf, "", "handle", BROWSER);
        assertRefused(csrf, null, "handle", BROWSER);
    }

    @Test
    void everyCharacterCounts() {
        String token = csrf.token("handle", BROWSER);
        for (int i = 0; i < token.length() - 1; i++) {
            char changed = token.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(csrf, token.substring(0, i) + changed + token.substring(i + 1), "handle", BROWSER);
        }
    }

    private static void assertRefused(Csrf csrf, String token, String handle, OpaqueToken browser) {
        assertThatThrownBy(() -> csrf.require(token, handle, browser))
                .isInstanceOfSatisfying(
                        PageException.class, e -> assertThat(e.fault()).isEqualTo(PageFault.FORGED));
    }
}
