package dev.limen.proof;

import dev.limen.storage.Sweep;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Deletes the proofs that are too old to be accepted anyway, often, as every use of a bound token leaves one. */
@ApplicationScoped
class UsedProofSweep {

    /** The clocks of nodes differ. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Clock clock;
    private final Sweep sweep;

    UsedProofSweep(Clock clock, Sweep sweep) {
        this.clock = clock;
        this.sweep = sweep;
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void expired() {
        sweep.delete("used_proofs", "expires_at < ?", clock.instant().minus(KEPT));
    }
}
