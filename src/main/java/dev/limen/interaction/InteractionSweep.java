package dev.limen.interaction;

import dev.limen.storage.Sweep;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Deletes attempts that nobody can complete any more. */
@ApplicationScoped
class InteractionSweep {

    private final Clock clock;
    private final Sweep sweep;

    InteractionSweep(Clock clock, Sweep sweep) {
        this.clock = clock;
        this.sweep = sweep;
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void expired() {
        sweep.delete("interactions", "expires_at < ?", clock.instant());
    }
}
