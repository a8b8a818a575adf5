package dev.limen.client;

import dev.limen.storage.Sweep;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Deletes clients that a document described and nobody granted anything. One that was disabled stays, as it would come back
 * otherwise.
 */
@ApplicationScoped
class DocumentSweep {

    private final Clock clock;
    private final Sweep sweep;

    DocumentSweep(Clock clock, Sweep sweep) {
        this.clock = clock;
        this.sweep = sweep;
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void unused() {
        sweep.delete(
                "clients",
                "document_usable_until < ? and enabled and not exists (select from grants g where g.client_id = clients.id)",
                clock.instant());
    }
}
