package dev.limen.user;

import dev.limen.config.LimenConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets as many hashes run at one time as there are cores, in the order of arrival. Whoever waits holds a worker thread,
 * so both the time and the number of the waiting are bounded: a flood of sign-ins leaves threads for other requests.
 */
@Singleton
final class HashingGate {

    static final int MAX_WAITING = 100;

    /** The least that Retry-After can say. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Semaphore permits;
    private final Duration patience;
    private final Timer waiting;
    private final Timer hashing;
    private final Counter refused;

    @Inject
    HashingGate(LimenConfig config, MeterRegistry meters) {
        this(
                config.passwords().concurrency().orElseGet(Runtime.getRuntime()::availableProcessors),
                config.passwords().waitTime(),
                meters);
    }

    HashingGate(int concurrency, Duration patience, MeterRegistry meters) {
        this.permits = new Semaphore(concurrency, true);
        this.patience = patience;
        this.waiting = timer("limen.password.hash.wait", "Time a password waited for its turn", meters);
        this.hashing = timer("limen.password.hash", "Time one password hash took", meters);
        this.refused = Counter.builder("limen.password.hash.refused")
                .description("Passwords that found the queue full or waited in vain")
                .register(meters);
        Gauge.builder("limen.password.hash.queue", permits, Semaphore::getQueueLength)
                .description("Passwords that wait for their turn")
                .register(meters);
    }

    /** @throws HashingBusyException if the queue is full or the wait was in vain */
    <T> T run(Supplier<T> hash) {
        enter();
        try {
            return hashing.record(hash);
        } finally {
            permits.release();
        }
    }

    /** How many wait for their turn. */
    int waiting() {
        return permits.getQueueLength();
    }

    /** How many may begin at once. */
    int free() {
        return permits.availablePermits();
    }

    private void enter() {
        if (waiting() >= MAX_WAITING || !waited()) {
            refused.increment();
            throw new HashingBusyException(patience.compareTo(SOON) < 0 ? SOON : patience);
        }
    }

    private boolean waited() {
        long began = System.nanoTime();
        try {
            return permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        }
    }

    private static Timer timer(String name, String description, MeterRegistry meters) {
        return Timer.builder(name).description(description).register(meters);
    }
}
