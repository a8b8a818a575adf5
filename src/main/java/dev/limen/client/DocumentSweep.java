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
    private final ClientMemory memory;

    DocumentSweep(Clock clock, Sweep sweep, ClientMemory memory) {
        this.clock = clock;
        this.sweep = sweep;
        this.memory = memory;
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void unused() {
        try {
            sweep.delete(
                    "clients",
                    "document_usable_until < ? and enabled and not exists (select from grants g where g.client_id = clients.id)",
                    clock.instant());
        } finally {
            memory.changedBeside(); // what is deleted stays deleted, though the rest may fail
        }
    }
}
