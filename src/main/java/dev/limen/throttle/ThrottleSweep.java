package dev.limen.throttle;

import dev.limen.storage.Sweep;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Removes failures that have leaked away. */
@Singleton
class ThrottleSweep {

    private final Sweep sweep;
    private final Clock clock;

    ThrottleSweep(Sweep sweep, Clock clock) {
        this.sweep = sweep;
        this.clock = clock;
    }

    @Scheduled(every = "10m", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        Instant now = clock.instant();
        sweep.delete("throttles", "empty_at < ? and (blocked_until is null or blocked_until < ?)", now, now);
    }
}
