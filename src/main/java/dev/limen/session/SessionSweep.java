package dev.limen.session;

import dev.limen.storage.Sweep;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Removes sessions that are over, a day after: until then they answer the question what became of them. Idle ones wait for
 * the end that they would have had anyway, as an index on their last use would make each use dearer.
 */
@Singleton
class SessionSweep {

    private static final Duration KEPT = Duration.ofDays(1);

    private final Sweep sweep;
    private final Clock clock;

    SessionSweep(Sweep sweep, Clock clock) {
        this.sweep = sweep;
        this.clock = clock;
    }

    @Scheduled(every = "10m", delayed = "3m", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        Instant over = clock.instant().minus(KEPT);
        sweep.delete("sessions", "expires_at < ?", over);
        sweep.delete("sessions", "ended_at < ?", over);
    }
}
