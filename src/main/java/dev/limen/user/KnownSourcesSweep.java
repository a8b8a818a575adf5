package dev.limen.user;

import dev.limen.storage.Sweep;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Removes sources that were not seen for long. */
@Singleton
class KnownSourcesSweep {

    private final Sweep sweep;
    private final Clock clock;

    KnownSourcesSweep(Sweep sweep, Clock clock) {
        this.sweep = sweep;
        this.clock = clock;
    }

    @Scheduled(every = "10m", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        sweep.delete("known_sources", "expires_at < ?", clock.instant());
    }
}
