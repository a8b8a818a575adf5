package dev.limen.registration;

import dev.limen.client.ClientMemory;
import dev.limen.config.LimenConfig;
import dev.limen.storage.Sweep;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Deletes clients that registered themselves and that nobody has used since. */
@ApplicationScoped
class UnusedClients {

    private static final Logger LOG = Logger.getLogger(UnusedClients.class);

    /** What a client was granted, and what people allowed it, stays longer than any use of it. */
    private static final String UNUSED = "id in (select client_id from client_registrations where registered_at < ?)"
            + " and not exists (select from grants where grants.client_id = clients.id)"
            + " and not exists (select from consents where consents.client_id = clients.id)";

    private final Sweep sweep;
    private final ClientMemory memory;
    private final Clock clock;
    private final Duration lifetime;

    UnusedClients(Sweep sweep, ClientMemory memory, Clock clock, LimenConfig config) {
        this.sweep = sweep;
        this.memory = memory;
        this.clock = clock;
        this.lifetime = config.registration().unusedLifetime();
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        if (lifetime.isZero()) {
            return;
        }
        int gone = deleted();
        if (gone > 0) {
            LOG.infof("%d clients are deleted that registered themselves and were not used for %s", gone, lifetime);
        }
    }

    private int deleted() {
        try {
            return sweep.delete("clients", UNUSED, clock.instant().minus(lifetime));
        } finally {
            memory.changedBeside(); // what is deleted stays deleted, though the rest may fail
        }
    }
}
