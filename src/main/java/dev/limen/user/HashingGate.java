package dev.limen.user;

import dev.limen.config.LimenConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets as many hashes run at one time as there are cores, in the order of arrival. Whoever waits holds a worker thread,
 * so both the time and the number of the waiting are bounded: a flood of sign-ins leaves half of the threads, or more, for
 * other requests.
 */
@Singleton
final class HashingGate {

    private static final int MAX_WAITING = 100;

    /** What the framework takes for worker threads where nothing is set. */
    private static final int WORKERS = 200;

    private static final int WORKERS_PER_CORE = 8;

    /** The least that Retry-After can say. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Room for those that wait and those that are hashed. */
    private final Semaphore places;

    private final Semaphore permits;
    private final Duration patience;
    private final Timer waiting;
    private final Timer hashing;
    private final Counter refused;

    @Inject
    HashingGate(
            LimenConfig config,
            @ConfigProperty(name = "quarkus.thread-pool.max-threads") Optional<Integer> workers,
            MeterRegistry meters) {
        this(
                config.passwords().concurrency().orElseGet(Runtime.getRuntime()::availableProcessors),
                waiting(workers.orElseGet(HashingGate::workers)),
                config.passwords().waitTime(),
                meters);
    }

    /** @param waiting how many may wait at one time */
    HashingGate(int concurrency, int waiting, Duration patience, MeterRegistry meters) {
        this.places = new Semaphore(concurrency + waiting);
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

    /** How many may wait where there are so many worker threads. */
    static int waiting(int workers) {
        return Math.min(MAX_WAITING, workers / 2);
    }

    /** @throws HashingBusyException if the queue is full or the wait was in vain */
    <T> T run(Supplier<T> hash) {
        if (!places.tryAcquire()) {
            throw busy();
        }
        try {
            return inTurn(hash);
        } finally {
            places.release();
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

    private <T> T inTurn(Supplier<T> hash) {
        if (!waited()) {
            throw busy();
        }
        try {
            return hashing.record(hash);
        } finally {
            permits.release();
        }
    }

    private HashingBusyException busy() {
        refused.increment();
        return new HashingBusyException(patience.compareTo(SOON) < 0 ? SOON : patience);
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

    private static int workers() {
        return Math.max(WORKERS, WORKERS_PER_CORE * Runtime.getRuntime().availableProcessors());
    }

    private static Timer timer(String name, String description, MeterRegistry meters) {
        return Timer.builder(name).description(description).register(meters);
    }
}
