package dev.limen.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limen.crypto.MasterKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CsrfTest {

    private final Csrf csrf = new Csrf(MasterKey.of(Base64.getEncoder().encodeToString(new byte[32])));

    @Test
    void tokenFitsItsStepAndBrowser() {
        String token = csrf.token("handle", "browser");

        assertThatCode(() -> csrf.require(token, "handle", "browser")).doesNotThrowAnyException();
    }

    @Test
    void tokenDoesNotFitAnotherStepBrowserOrInstallation() {
        String token = csrf.token("handle", "browser");
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        Csrf other = new Csrf(MasterKey.of(Base64.getEncoder().encodeToString(otherKey)));

        assertRefused(csrf, token, "other", "browser");
        assertRefused(csrf, token, "handle", "other");
        assertRefused(csrf, token, "handleb", "rowser");
        assertRefused(other, token, "handle", "browser");
        assertRefused(csrf, "", "handle", "browser");
        assertRefused(csrf, null, "handle", "browser");
    }

    @Test
    void everyCharacterCounts() {
        String token = csrf.token("handle", "browser");
        for (int i = 0; i < token.length() - 1; i++) {
            char changed = token.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(csrf, token.substring(0, i) + changed + token.substring(i + 1), "handle", "browser");
        }
    }

    private static void assertRefused(Csrf csrf, String token, String handle, String browser) {
        assertThatThrownBy(() -> csrf.require(token, handle, browser))
                .isInstanceOfSatisfying(
                        PageException.class, e -> assertThat(e.fault()).isEqualTo(PageFault.FORGED));
    }
}
