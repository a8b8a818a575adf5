package dev.limen.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.limen.protocol.Secret;
import dev.limen.user.PasswordHashing.Verdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashingTest {

    private static final Argon2Cost CHEAP = new Argon2Cost(64, 2, 1);
    private static final int WAITING = 20;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HashingGate gate = new HashingGate(1, WAITING, Duration.ofMillis(50), meters);
    private final PasswordHashing hashing = new PasswordHashing(CHEAP, gate);

    @Test
    void matchesTheSamePasswordAlone() {
        PasswordHash hash = hashing.hash(Secret.of("correct horse"));
        assertThat(verdict(hash, "correct horse")).isEqualTo(Verdict.MATCH);
        assertThat(verdict(hash, "correct horse ")).isEqualTo(Verdict.MISMATCH);
        assertThat(verdict(hash, "Correct horse")).isEqualTo(Verdict.MISMATCH);
        assertThat(verdict(hash, "")).isEqualTo(Verdict.MISMATCH);
    }

    @Test
    void saltsEachHash() {
        assertThat(hashing.hash(Secret.of("same")).phc())
                .isNotEqualTo(hashing.hash(Secret.of("same")).phc());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pässwörd mit Ümlaut",
                "パスワードは長い",
                "🔑🔑🔑🔑🔑🔑🔑🔑",
                "tab\there",
                "nul\0inside",
                "\"'<>;--\\",
                "a"
            })
    void takesEveryCharacter(String password) {
        PasswordHash hash = hashing.hash(Secret.of(password));
        assertThat(verdict(hash, password)).isEqualTo(Verdict.MATCH);
        assertThat(verdict(hash, password + "x")).isEqualTo(Verdict.MISMATCH);
    }

    @Test
    void comparesTheNormalForm() {
        PasswordHash hash = hashing.hash(Secret.of("caf\u00e9 au lait"));
        assertThat(verdict(hash, "cafe\u0301\u00a0au\u3000lait")).isEqualTo(Verdict.MATCH);
        assertThat(verdict(hash, "cafe au lait")).isEqualTo(Verdict.MISMATCH);
        assertThat(verdict(hash, "\uff43af\u00e9 au lait")).as("width is kept").isEqualTo(Verdict.MISMATCH);
    }

    @Test
    void readsAllOfALongPasswordAndRefusesAHugeOneUnhashed() {
        String longest = "x".repeat(PasswordHashing.MAX_BYTES);
        PasswordHash hash = hashing.hash(Secret.of(longest));
        assertThat(verdict(hash, longest)).isEqualTo(Verdict.MATCH);
        assertThat(verdict(hash, longest.substring(1) + "y")).isEqualTo(Verdict.MISMATCH);
        long hashed = hashes();
        assertThat(verdict(hash, longest + "x")).isEqualTo(Verdict.MISMATCH);
        assertThat(verdict(hash, "\u00e9".repeat(PasswordHashing.MAX_BYTES))).isEqualTo(Verdict.MISMATCH);
        assertThat(hashes()).isEqualTo(hashed);
        assertThatThrownBy(() -> hashing.hash(Secret.of(longest + "x"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hashesOnceWhetherOrNotThereIsAHash() {
        PasswordHash hash = hashing.hash(Secret.of("right"));
        long before = hashes();
        verdict(hash, "wrong");
        assertThat(hashes() - before).isEqualTo(1);
        assertThat(hashing.verify(Optional.empty(), Secret.of("wrong"))).isEqualTo(Verdict.MISMATCH);
        assertThat(hashes() - before).isEqualTo(2);
    }

    @Test
    void tellsAWeakerHash() {
        PasswordHash weak = Argon2.hash("right", new Argon2Cost(64, 1, 1), new byte[Argon2.SALT_BYTES]);
        PasswordHash shortSalt = Argon2.hash("right", CHEAP, new byte[8]);
        PasswordHash strong = Argon2.hash("right", new Argon2Cost(128, 2, 1), new byte[Argon2.SALT_BYTES]);
        assertThat(verdict(weak, "right")).isEqualTo(Verdict.MATCH_OUTDATED);
        assertThat(verdict(weak, "wrong")).isEqualTo(Verdict.MISMATCH);
        assertThat(verdict(shortSalt, "right")).isEqualTo(Verdict.MATCH_OUTDATED);
        assertThat(verdict(strong, "right")).isEqualTo(Verdict.MATCH);
    }

    @Test
    void turnsAwayWhoeverWaitsInVain() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        Thread holder = occupy(release);
        assertThatThrownBy(() -> hashing.hash(Secret.of("late")))
                .isInstanceOfSatisfying(HashingBusyException.class, busy -> assertThat(busy.retryAfter())
                        .isEqualTo(Duration.ofSeconds(1)));
        assertThat(meters.counter("limen.password.hash.refused").count()).isEqualTo(1);
        release.countDown();
        holder.join();
        assertThat(hashing.hash(Secret.of("in time"))).isNotNull();
    }

    @Test
    void letsNoMoreWaitThanTheQueueHolds() throws InterruptedException {
        HashingGate patient = new HashingGate(1, WAITING, Duration.ofMinutes(1), new SimpleMeterRegistry());
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < WAITING + 1; i++) {
            threads.add(Thread.ofVirtual().start(() -> patient.run(() -> waitFor(release, done))));
        }
        await().until(() -> patient.waiting() == WAITING);
        assertThatThrownBy(() -> patient.run(() -> "one too many")).isInstanceOf(HashingBusyException.class);
        release.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(done).hasValue(WAITING + 1);
    }

    @Test
    void leavesHalfOfTheThreadsToOthers() {
        assertThat(HashingGate.waiting(8)).isEqualTo(4);
        assertThat(HashingGate.waiting(200)).isEqualTo(100);
        assertThat(HashingGate.waiting(512))
                .as("nobody gains by waiting behind more")
                .isEqualTo(100);
    }

    private Thread occupy(CountDownLatch release) throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        Thread holder = Thread.ofVirtual()
                .start(() -> gate.run(() -> {
                    inside.countDown();
                    return waitFor(release, new AtomicInteger());
                }));
        inside.await();
        return holder;
    }

    private static boolean waitFor(CountDownLatch release, AtomicInteger done) {
        try {
            release.await();
            done.incrementAndGet();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Verdict verdict(PasswordHash stored, String password) {
        return hashing.verify(Optional.of(stored), Secret.of(password));
    }

    private long hashes() {
        return meters.timer("limen.password.hash").count();
    }
}
