package dev.limen.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.SmallLimits;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** S11: guesses at passwords, as seen from outside. */
@QuarkusTest
@TestProfile(SmallLimits.class)
class GuessingTest {

    /** A provider of its own: all tests come from one address, whose failures would slow the others. */
    private final URI provider = Provider.uri();

    private final RelyingParty client = RelyingParty.intranet(provider);

    @Test
    void guessesAreSlowedTheSameWhetherOrNotTheAccountExists() {
        List<Visit> known = guess("carol", SmallLimits.OWN + 2);
        List<Visit> unknown = guess("nobody-at-all", SmallLimits.OWN + 2);
        assertThat(known.subList(0, SmallLimits.OWN + 1)).allMatch(visit -> visit.status() == 422);
        Visit slowed = known.getLast();
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.page()).isEqualTo("login");
        assertThat(slowed.response().headers().firstValueAsLong("Retry-After")).hasValue(1);
        assertThat(told(unknown)).isEqualTo(told(known));
    }

    @Test
    void nobodyLocksAPersonOutOfABrowserThatTheyUse() {
        UserAgent home = new UserAgent(provider);
        assertThat(People.BOB.signIn(home, login(home)).elsewhere()).isTrue();
        guess("bob", SmallLimits.OWN + 1);
        UserAgent elsewhere = new UserAgent(provider);
        assertThat(People.BOB.signIn(elsewhere, login(elsewhere)).status())
                .as("the right password, from a browser that bob never used")
                .isEqualTo(429);
        assertThat(People.BOB.signIn(home, login(home)).elsewhere()).isTrue();
    }

    private List<Visit> guess(String username, int times) {
        UserAgent browser = new UserAgent(provider);
        Visit login = login(browser);
        List<Visit> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(browser.press(login, "#sign-in", Map.of("username", username, "password", "guess-" + i)));
        }
        return answers;
    }

    private Visit login(UserAgent browser) {
        Visit login =
                browser.get(client.request("openid").with("prompt", "login").uri());
        assertThat(login.page()).isEqualTo("login");
        return login;
    }

    private static List<String> told(List<Visit> answers) {
        return answers.stream()
                .map(answer -> answer.status() + " " + answer.alert())
                .toList();
    }
}
