package dev.limen.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.config.LimenConfig;
import dev.limen.support.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ThrottleTest {

    @Inject
    Throttle throttle;

    @Inject
    LimenConfig config;

    @Inject
    TestClock clock;

    private final String account = "user-" + UUID.randomUUID();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void delaysFurtherTriesBeyondTheBudgetTwiceAsLongEachTime() {
        Source source = Sources.fresh();
        fail(account, source, budget());
        for (int second = 1; second <= 64; second *= 2) {
            assertThat(throttle.admit(account, source)).isInstanceOf(Admission.Granted.class);
            Duration wait = refused(account, source);
            assertThat(wait).isEqualTo(Duration.ofSeconds(second));
            clock.advance(wait);
        }
    }

    @Test
    void doesNotProlongTheWaitByTriesMadeMeanwhile() {
        Source source = Sources.fresh();
        fail(account, source, budget() + 1);
        for (int i = 0; i < 20; i++) {
            assertThat(refused(account, source)).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void waitsNoLongerThanTheLongestDelay() {
        Source source = Sources.fresh();
        fail(account, source, budget());
        for (int i = 0; i < 15; i++) {
            fail(account, source, 1);
            clock.advance(refused(account, source));
        }
        fail(account, source, 1);
        assertThat(refused(account, source)).isEqualTo(config.throttle().maxDelay());
    }

    @Test
    void forgetsFailuresWithTime() {
        Source source = Sources.fresh();
        fail(account, source, budget());
        clock.advance(config.throttle().window().multipliedBy(budget()));
        fail(account, source, budget());
        fail(account, source, 1);
        refused(account, source);
    }

    @Test
    void forgetsTheFailuresOfASourceThatSignsIn() {
        Source source = Sources.fresh();
        fail(account, source, budget() - 1);
        throttle.succeeded(granted(account, source));
        fail(account, source, budget());
    }

    @Test
    void takesBackWhatWasNotCompared() {
        Source source = Sources.fresh();
        for (int i = 0; i < 3 * budget(); i++) {
            throttle.returned(granted(account, source));
        }
        fail(account, source, budget());
    }

    @Test
    void countsOneIpv6NetworkAsOneSource() {
        fail(account, new Source("2001:db8:1:2::1", Optional.empty()), budget() + 1);
        refused(account, new Source("2001:db8:1:2:ffff:ffff:ffff:ffff", Optional.empty()));
        granted(account, new Source("2001:db8:1:3::1", Optional.empty()));
    }

    @Test
    void neverLocksOutABrowserThatSignedInBefore() {
        Source home = Sources.freshBrowser();
        throttle.succeeded(granted(account, home));
        attackFromEverywhere();
        granted(account, home);
        granted(account, new Source(Sources.fresh().address(), home.browser()));
    }

    @Test
    void neverLocksOutAnAddressThatSignedInBefore() {
        Source home = Sources.fresh();
        throttle.succeeded(granted(account, home));
        attackFromEverywhere();
        granted(account, home);
    }

    @Test
    void slowsSourcesNewToAnAccountUnderAttack() {
        attackFromEverywhere();
        refused(account, Sources.fresh());
        refused(account, Sources.freshBrowser());
        granted("another-" + account, Sources.fresh());
    }

    @Test
    void aNeighbourBehindTheSameAddressCannotLockOutAKnownBrowser() {
        Source home = Sources.freshBrowser();
        throttle.succeeded(granted(account, home));
        Source neighbour = new Source(home.address(), Optional.of(Sources.browser()));
        fail(account, neighbour, budget() + 1);
        refused(account, neighbour);
        granted(account, home);
    }

    @Test
    void aKnownBrowserHasABudgetToo() {
        Source home = Sources.freshBrowser();
        throttle.succeeded(granted(account, home));
        fail(account, home, budget() + 1);
        refused(account, home);
        refused(account, new Source(Sources.fresh().address(), home.browser()));
    }

    @Test
    void aBrowserIsKnownToTheAccountItSignedInToAlone() {
        Source attacker = Sources.freshBrowser();
        throttle.succeeded(granted("own-" + account, attacker));
        attackFromEverywhere();
        refused(account, attacker);
    }

    @Test
    void slowsOneSourceThatTriesManyAccounts() {
        Source source = Sources.fresh();
        for (int i = 0; i <= config.throttle().perSource(); i++) {
            fail(i + account, source, 1);
        }
        refused("next-" + account, source);
    }

    @Test
    void aSprayingSourceGainsNothingByAnAccountOfItsOwn() {
        Source source = Sources.fresh();
        int sprayed = 0;
        for (int i = 0; i < 2 * config.throttle().perSource(); i++) {
            if (throttle.admit("own-" + account, source) instanceof Admission.Granted own) {
                throttle.succeeded(own);
            }
            if (throttle.admit(i + account, source) instanceof Admission.Granted) {
                sprayed++;
            }
        }
        assertThat(sprayed).isLessThanOrEqualTo(config.throttle().perSource() + 3);
    }

    @Test
    void doesNotCountPeopleWhoSignInFromOneAddress() {
        Source office = Sources.fresh();
        for (int i = 0; i < 3 * config.throttle().perSource(); i++) {
            throttle.succeeded(granted(i + account, office));
        }
    }

    @Test
    void refusedTriesCountNowhere() {
        Source source = Sources.fresh();
        fail(account, source, budget() + 1);
        for (int i = 0; i < 2 * config.throttle().perSource(); i++) {
            refused(account, source);
        }
        granted("another-" + account, source);
    }

    @Test
    void admitsNoMoreThanTheBudgetOfThoseThatTryAtOnce() throws Exception {
        clock.stop();
        // the try beyond the budget is let in; the one after it has to wait
        assertThat(admittedAtOnce(Sources.fresh())).isEqualTo(budget() + 1);
    }

    private int admittedAtOnce(Source source) throws Exception {
        List<Callable<Admission>> tries = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            tries.add(() -> throttle.admit(account, source));
        }
        int admitted = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
            for (Future<Admission> future : threads.invokeAll(tries)) {
                admitted += future.get() instanceof Admission.Granted ? 1 : 0;
            }
        }
        return admitted;
    }

    private void attackFromEverywhere() {
        for (int i = 0; i <= config.throttle().perAccountEverywhere(); i++) {
            fail(account, Sources.fresh(), 1);
        }
    }

    private void fail(String username, Source source, int times) {
        for (int i = 0; i < times; i++) {
            granted(username, source);
        }
    }

    private Admission.Granted granted(String username, Source source) {
        Admission admission = throttle.admit(username, source);
        assertThat(admission).isInstanceOf(Admission.Granted.class);
        return (Admission.Granted) admission;
    }

    private Duration refused(String username, Source source) {
        Admission admission = throttle.admit(username, source);
        assertThat(admission).isInstanceOf(Admission.Denied.class);
        return ((Admission.Denied) admission).retryAfter();
    }

    private int budget() {
        return config.throttle().perAccount();
    }
}
