package dev.limen.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** The door to the audit trail. */
@ApplicationScoped
public class Audit {

    private static final Logger LOG = Logger.getLogger("limen.audit");

    private final Clock clock;
    private final AuditWriter writer;

    Audit(Clock clock, AuditWriter writer) {
        this.clock = clock;
        this.writer = writer;
    }

    /**
     * Records an event, apart from the caller's transaction: a refusal that rolls back is recorded all the same. The
     * address and the reference id of the request are those that the log has ({@code address} and {@code reference} of
     * the MDC). Never fails.
     */
    public void record(AuditEvent event) {
        AuditEntry entry = event.entry();
        LOG.info(AuditLine.of(entry));
        writer.add(
                new AuditRow(UUID.randomUUID(), clock.instant(), entry, ofRequest("address"), ofRequest("reference")));
    }

    private static Optional<String> ofRequest(String name) {
        return Optional.ofNullable(MDC.get(name)).map(Object::toString);
    }
}
