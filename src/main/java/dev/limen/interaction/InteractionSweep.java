package dev.limen.interaction;

import dev.limen.config.LimenConfig;
import dev.limen.storage.Sweep;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Deletes attempts that nobody can complete any more. */
@ApplicationScoped
class InteractionSweep {

    private final Clock clock;
    private final Sweep sweep;
    private final Duration lifetime;

    InteractionSweep(Clock clock, Sweep sweep, LimenConfig config) {
        this.clock = clock;
        this.sweep = sweep;
        this.lifetime = config.interactions().lifetime();
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void expired() {
        Instant now = clock.instant();
        sweep.delete("interactions", "expires_at < ?", now);
        sweep.delete("pushed_requests", "expires_at < ? and kind = 'HELD'", now);
        // an attempt that began with one may be completed as long as it lives itself
        sweep.delete("pushed_requests", "expires_at < ?", now.minus(lifetime));
    }
}
