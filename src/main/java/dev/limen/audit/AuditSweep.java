package dev.limen.audit;

import dev.limen.config.LimenConfig;
import dev.limen.storage.Sweep;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Removes events that are older than the trail reaches back. */
@Singleton
class AuditSweep {

    private final Sweep sweep;
    private final Clock clock;
    private final Duration retention;

    AuditSweep(Sweep sweep, Clock clock, LimenConfig config) {
        this.sweep = sweep;
        this.clock = clock;
        this.retention = config.audit().retention();
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        sweep.delete("audit_events", "at < ?", clock.instant().minus(retention));
    }
}
