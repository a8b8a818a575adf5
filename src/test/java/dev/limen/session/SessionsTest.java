package dev.limen.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.limen.config.LimenConfig;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.OpaqueToken;
import dev.limen.support.TestClock;
import dev.limen.user.PasswordHash;
import dev.limen.user.User;
import dev.limen.user.Username;
import dev.limen.user.Users;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionsTest {

    private static final PasswordHash SOME_HASH = PasswordHash.parse(
                    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")
            .orElseThrow();

    @Inject
    Users users;

    @Inject
    Sessions sessions;

    @Inject
    EntityManager database;

    @Inject
    SessionSweep sweep;

    @Inject
    TestClock clock;

    @Inject
    LimenConfig config;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void beginsASessionThatTheCookieNames() {
        User alice = person();
        Begun begun = sessions.begin(Optional.empty(), alice, List.of("pwd"), false);
        Session active = sessions.active(Optional.of(begun.cookie())).orElseThrow();
        assertThat(active.id).isEqualTo(begun.session().id);
        assertThat(active.user.username).isEqualTo(alice.username);
        assertThat(active.amr).containsExactly("pwd");
        assertThat(begun.maxAge()).isEmpty();
    }

    @Test
    void givesANewCookieValueAtEachAuthenticationAndGoesOnWithTheSessionOfTheSamePerson() {
        User alice = person();
        Begun first = sessions.begin(Optional.empty(), alice, List.of("pwd"), false);
        Begun second = sessions.begin(Optional.of(first.cookie()), alice, List.of("pwd"), false);
        assertThat(second.cookie().reveal()).isNotEqualTo(first.cookie().reveal());
        assertThat(sessions.active(Optional.of(first.cookie()))).isEmpty();
        assertThat(sessions.all(Optional.of(first.cookie()))).isEmpty();
        assertThat(ids(second.cookie())).containsExactly(second.session().id);
        assertThat(second.session().sid).isEqualTo(first.session().sid);
    }

    @Test
    void keepsOtherPeopleOfTheBrowser() {
        Begun alice = sessions.begin(Optional.empty(), person(), List.of("pwd"), false);
        Begun bob = sessions.begin(Optional.of(alice.cookie()), person(), List.of("pwd"), false);
        assertThat(ids(bob.cookie())).containsExactlyInAnyOrder(alice.session().id, bob.session().id);
        assertThat(sessions.active(Optional.of(bob.cookie())).orElseThrow().id).isEqualTo(bob.session().id);
        Begun chosen = sessions.choose(bob.cookie(), alice.session().sid).orElseThrow();
        assertThat(sessions.active(Optional.of(chosen.cookie())).orElseThrow().id)
                .isEqualTo(alice.session().id);
        assertThat(sessions.active(Optional.of(bob.cookie()))).isEmpty();
        assertThat(sessions.choose(bob.cookie(), alice.session().sid)).isEmpty();
    }

    @Test
    void endsWithTheAccount() {
        User alice = person();
        Begun begun = sessions.begin(Optional.empty(), alice, List.of("pwd"), true);
        assertThat(begun.maxAge()).isPresent();
        QuarkusTransaction.requiringNew()
                .run(() -> users.disable(users.byId(alice.id).orElseThrow()));
        assertThat(sessions.active(Optional.of(begun.cookie()))).isEmpty();
        QuarkusTransaction.requiringNew()
                .run(() -> users.enable(users.byId(alice.id).orElseThrow()));
        assertThat(sessions.active(Optional.of(begun.cookie()))).isEmpty();
    }

    @Test
    void endsWithAnotherPassword() {
        User alice = person();
        Begun begun = begin(Optional.empty(), alice, true);
        QuarkusTransaction.requiringNew()
                .run(() -> users.password(users.byId(alice.id).orElseThrow(), SOME_HASH));
        assertThat(sessions.active(Optional.of(begun.cookie()))).isEmpty();
    }

    @Test
    void doesNotBeginForAnAccountThatChangedMeanwhile() {
        User alice = person();
        QuarkusTransaction.requiringNew()
                .run(() -> users.password(users.byId(alice.id).orElseThrow(), SOME_HASH));
        assertThatThrownBy(() -> begin(Optional.empty(), alice, false)).isInstanceOf(OAuthException.class);
        User changed = QuarkusTransaction.requiringNew()
                .call(() -> users.byId(alice.id).orElseThrow());
        begin(Optional.empty(), changed, false);
        QuarkusTransaction.requiringNew()
                .run(() -> users.disable(users.byId(alice.id).orElseThrow()));
        assertThatThrownBy(() -> begin(Optional.empty(), changed, false)).isInstanceOf(OAuthException.class);
    }

    @Test
    void waitsForAChangeOfPasswordThatIsUnderWay() {
        User alice = person();
        CompletableFuture<Begun> begun = QuarkusTransaction.requiringNew().call(() -> {
            users.password(users.byId(alice.id).orElseThrow(), SOME_HASH);
            CompletableFuture<Begun> meanwhile =
                    CompletableFuture.supplyAsync(() -> begin(Optional.empty(), alice, false));
            await().until(() -> meanwhile.isDone() || somebodyWaits());
            return meanwhile;
        });
        assertThatThrownBy(begun::join).hasRootCauseInstanceOf(OAuthException.class);
    }

    @Test
    void isNotLiveWhileTheAccountIsDisabledByWhateverHand() {
        User alice = person();
        Begun begun = begin(Optional.empty(), alice, false);
        QuarkusTransaction.requiringNew().run(() -> User.update("enabled = false where id = ?1", alice.id));
        assertThat(sessions.active(Optional.of(begun.cookie()))).isEmpty();
        assertThat(sessions.all(Optional.of(begun.cookie()))).isEmpty();
        assertThat(sessions.live(begun.session().id)).isEmpty();
    }

    @Test
    void endsWhenIdle() {
        Begun begun = begin(Optional.empty(), person(), false);
        clock.advance(config.sessions().idle().minusMinutes(1));
        assertThat(sessions.live(begun.session().id)).isPresent();
        clock.advance(Duration.ofMinutes(1));
        assertThat(sessions.live(begun.session().id)).isEmpty();
        assertThat(sessions.active(Optional.of(begun.cookie()))).isEmpty();
    }

    @Test
    void isKeptByUseButNotBeyondItsLifetime() {
        Begun begun = begin(Optional.empty(), person(), false);
        Duration step = config.sessions().idle().minusMinutes(1);
        Duration age = Duration.ZERO;
        while (age.plus(step).compareTo(config.sessions().lifetime()) < 0) {
            clock.advance(step);
            age = age.plus(step);
            assertThat(sessions.active(Optional.of(begun.cookie())))
                    .as("at " + age)
                    .isPresent();
        }
        clock.advance(config.sessions().lifetime().minus(age));
        assertThat(sessions.active(Optional.of(begun.cookie()))).isEmpty();
    }

    @Test
    void livesLongerForWhoeverChoseIt() {
        Begun begun = begin(Optional.empty(), person(), true);
        assertThat(begun.maxAge()).contains(config.sessions().rememberedLifetime());
        clock.advance(config.sessions().rememberedIdle().minusMinutes(1));
        assertThat(sessions.active(Optional.of(begun.cookie()))).isPresent();
        clock.advance(config.sessions().rememberedIdle());
        assertThat(sessions.active(Optional.of(begun.cookie()))).isEmpty();
    }

    @Test
    void writesItsLastUseOnceAMinute() {
        clock.stop();
        Begun begun = begin(Optional.empty(), person(), false);
        clock.advance(Duration.ofSeconds(59));
        assertThat(lastSeenAfterUse(begun)).isEqualTo(begun.session().authTime);
        clock.advance(Duration.ofSeconds(2));
        assertThat(lastSeenAfterUse(begun)).isEqualTo(begun.session().authTime.plusSeconds(61));
    }

    @Test
    void outlivesTheBrowserOnlyIfEverybodyInItChoseThat() {
        Begun alice = begin(Optional.empty(), person(), true);
        Begun bob = begin(Optional.of(alice.cookie()), person(), false);
        assertThat(bob.maxAge()).isEmpty();
        Begun carol = begin(Optional.of(bob.cookie()), person(), true);
        assertThat(carol.maxAge()).as("bob did not choose to stay").isEmpty();
        sessions.end(bob.session());
        assertThat(sessions.choose(carol.cookie(), alice.session().sid)
                        .orElseThrow()
                        .maxAge())
                .isPresent();
    }

    @Test
    void choosesNoSessionOfAnotherBrowserNorOneThatIsOver() {
        Begun alice = begin(Optional.empty(), person(), false);
        Begun stranger = begin(Optional.empty(), person(), false);
        assertThat(sessions.choose(alice.cookie(), stranger.session().sid)).isEmpty();
        Begun bob = begin(Optional.of(alice.cookie()), person(), false);
        sessions.end(alice.session());
        assertThat(sessions.choose(bob.cookie(), alice.session().sid)).isEmpty();
        assertThat(sessions.active(Optional.of(bob.cookie()))).isPresent();
    }

    @Test
    void endsOnce() {
        Begun begun = begin(Optional.empty(), person(), false);
        assertThat(sessions.end(begun.session())).isTrue();
        assertThat(sessions.end(begun.session())).isFalse();
        assertThat(sessions.active(Optional.of(begun.cookie()))).isEmpty();
    }

    @Test
    void endsAllOfAPersonEverywhere() {
        User alice = person();
        Begun here = begin(Optional.empty(), alice, false);
        Begun there = begin(Optional.empty(), alice, true);
        Begun bob = begin(Optional.of(here.cookie()), person(), false);
        assertThat(sessions.endAll(alice))
                .extracting(session -> session.id)
                .containsExactlyInAnyOrder(here.session().id, there.session().id);
        assertThat(sessions.endAll(alice)).isEmpty();
        assertThat(sessions.active(Optional.of(there.cookie()))).isEmpty();
        assertThat(ids(bob.cookie())).containsExactly(bob.session().id);
    }

    @Test
    void storesNoCookieValue() {
        Begun begun = begin(Optional.empty(), person(), false);
        Session stored = QuarkusTransaction.requiringNew().call(() -> Session.findById(begun.session().id));
        assertThat(stored.browserHash).isEqualTo(begun.cookie().hash());
        assertThat(begun + " " + stored).doesNotContain(begun.cookie().reveal());
    }

    @Test
    void oneOfManyThatChooseAtOnceGoesOn() throws Exception {
        Begun alice = begin(Optional.empty(), person(), false);
        Begun bob = begin(Optional.of(alice.cookie()), person(), false);
        List<Optional<Begun>> outcomes = atOnce(32, () -> sessions.choose(bob.cookie(), alice.session().sid));
        List<Begun> winners = outcomes.stream().flatMap(Optional::stream).toList();
        assertThat(winners).hasSize(1);
        assertThat(ids(winners.getFirst().cookie())).containsExactlyInAnyOrder(alice.session().id, bob.session().id);
    }

    @Test
    void oneOfManySignInsWithOneCookieTakesTheOthersOfTheBrowserOver() throws Exception {
        Begun alice = begin(Optional.empty(), person(), false);
        User bob = person();
        List<Begun> begun = atOnce(16, () -> begin(Optional.of(alice.cookie()), bob, false));
        assertThat(sessions.active(Optional.of(alice.cookie()))).isEmpty();
        assertThat(begun)
                .allSatisfy(each -> assertThat(
                                sessions.active(Optional.of(each.cookie())).orElseThrow().id)
                        .isEqualTo(each.session().id))
                .filteredOn(each -> ids(each.cookie()).contains(alice.session().id))
                .hasSize(1);
    }

    @Test
    void oneOfManyEndsIt() throws Exception {
        Begun begun = begin(Optional.empty(), person(), false);
        assertThat(atOnce(32, () -> sessions.end(begun.session()))).containsOnlyOnce(true);
    }

    @Test
    void isSweptADayAfterItsEnd() {
        Begun ended = begin(Optional.empty(), person(), true);
        Begun expired = begin(Optional.empty(), person(), false);
        Begun live = begin(Optional.empty(), person(), true);
        sessions.end(ended.session());
        clock.advance(Duration.ofHours(23));
        sweep.run();
        assertThat(stored(ended, expired, live)).isEqualTo(3);
        clock.advance(config.sessions().lifetime().plusHours(2));
        sweep.run();
        assertThat(stored(ended, expired)).isZero();
        assertThat(stored(live)).isEqualTo(1);
    }

    private boolean somebodyWaits() {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) database.createNativeQuery("select count(*) from pg_locks where not granted")
                                        .getSingleResult())
                                .intValue()
                        > 0);
    }

    private Begun begin(Optional<OpaqueToken> cookie, User user, boolean remember) {
        return sessions.begin(cookie, user, List.of("pwd"), remember);
    }

    private Instant lastSeenAfterUse(Begun begun) {
        sessions.active(Optional.of(begun.cookie()));
        Session read = QuarkusTransaction.requiringNew().call(() -> Session.findById(begun.session().id));
        return read.lastSeenAt;
    }

    private static long stored(Begun... begun) {
        List<UUID> ids = Stream.of(begun).map(each -> each.session().id).toList();
        return QuarkusTransaction.requiringNew().call(() -> Session.count("id in ?1", ids));
    }

    private static <T> List<T> atOnce(int threads, Callable<T> call) throws Exception {
        List<T> outcomes = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (Future<T> future : executor.invokeAll(Collections.nCopies(threads, call))) {
                outcomes.add(future.get());
            }
        }
        return outcomes;
    }

    private List<UUID> ids(OpaqueToken cookie) {
        return sessions.all(Optional.of(cookie)).stream()
                .map(session -> session.id)
                .toList();
    }

    private User person() {
        return QuarkusTransaction.requiringNew()
                .call(() -> users.add(Username.of("user-" + UUID.randomUUID()).orElseThrow(), Optional.empty()));
    }
}
