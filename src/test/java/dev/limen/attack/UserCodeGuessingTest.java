package dev.limen.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.Database;
import dev.limen.support.Device;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.SmallLimits;
import dev.limen.support.TestClock;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S11: guesses at user codes (RFC 8628, section 5.1), as seen from outside. */
@QuarkusTest
@TestProfile(SmallLimits.class)
class UserCodeGuessingTest {

    private final URI provider = Provider.uri();
    private final RelyingParty kiosk = RelyingParty.kiosk(provider);

    @Inject
    Database database;

    @Inject
    TestClock clock;

    @BeforeEach
    @AfterEach
    void forgetFailures() {
        clock.reset();
        database.execute("delete from throttles");
    }

    @Test
    void oneBrowserIsSlowedAndARightCodeIsNotToldMeanwhile() {
        clock.stop();
        UserAgent browser = new UserAgent(provider);
        guess(browser, SmallLimits.OWN + 1);
        Visit slowed = enter(browser, "BBBB-BBBB");
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.page()).isEqualTo("device");
        assertThat(slowed.alert()).contains("too many wrong codes");
        assertThat(slowed.response().headers().firstValueAsLong("Retry-After")).hasValue(1);
        Visit right = enter(browser, Device.begin(kiosk, "openid").userCode());
        assertThat(right.status()).isEqualTo(429);
        assertThat(right.alert()).isEqualTo(slowed.alert());
    }

    @Test
    void manyBrowsersTogetherAreSlowedButNobodyWhoIsSignedIn() {
        UserAgent person = signedIn(People.ALICE);
        for (int i = 0; i <= SmallLimits.EVERYWHERE; i++) {
            guess(new UserAgent(provider), 1);
        }
        assertThat(enter(new UserAgent(provider), "BBBB-BBBB").status()).isEqualTo(429);
        assertThat(enter(person, Device.begin(kiosk, "openid").userCode())
                        .document()
                        .select("#allow"))
                .hasSize(1);
    }

    @Test
    void oneAddressIsSlowedWhoeverIsSignedIn() {
        guess(signedIn(People.ALICE), SmallLimits.OWN);
        guess(signedIn(People.BOB), SmallLimits.OWN);
        UserAgent carol = signedIn(People.CAROL);
        guess(carol, 1);
        assertThat(enter(carol, "BBBB-BBBB").status()).isEqualTo(429);
    }

    @Test
    void rightCodesCostNothing() {
        for (int i = 0; i < 2 * SmallLimits.SOURCE; i++) {
            Visit login =
                    enter(new UserAgent(provider), Device.begin(kiosk, "openid").userCode());
            assertThat(login.page()).isEqualTo("login");
        }
    }

    /** Who guesses can have right codes of his own at any time. */
    @Test
    void ownRightCodesDoNotFillABudgetUp() {
        clock.stop();
        UserAgent person = signedIn(People.ALICE);
        guess(person, SmallLimits.OWN);
        enter(person, Device.begin(kiosk, "openid").userCode());
        guess(person, 1);
        assertThat(enter(person, "BBBB-BBBB").status()).isEqualTo(429);
    }

    /** What cannot be a code tells a guesser nothing, and people mistype. */
    @Test
    void whatIsNoCodeIsNoGuess() {
        UserAgent browser = new UserAgent(provider);
        for (int i = 0; i < 2 * SmallLimits.OWN; i++) {
            assertThat(enter(browser, "BBBB-BBB").status()).isEqualTo(422);
        }
    }

    private UserAgent signedIn(People person) {
        UserAgent browser = new UserAgent(provider);
        Device.begin(kiosk, "openid").allow(browser, person);
        return browser;
    }

    private void guess(UserAgent browser, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(enter(browser, "BBBB-BBBB").status()).isEqualTo(422);
        }
    }

    private static Visit enter(UserAgent browser, String code) {
        return browser.press(browser.get("/device"), "#continue", Map.of("user_code", code));
    }
}
