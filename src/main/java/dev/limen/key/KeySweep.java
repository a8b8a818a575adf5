package dev.limen.key;

import dev.limen.storage.Sweep;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Removes what is left of keys that retired long ago. */
@Singleton
class KeySweep {

    private final Sweep sweep;
    private final Clock clock;

    KeySweep(Sweep sweep, Clock clock) {
        this.sweep = sweep;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        sweep.delete("signing_keys", "retired_at < ?", clock.instant().minus(KeyTimes.MEMORY));
    }
}
