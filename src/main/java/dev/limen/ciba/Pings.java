package dev.limen.ciba;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.grant.ClientNotifications;
import dev.limen.grant.ClientNotifications.Due;
import dev.limen.json.StrictJson;
import dev.limen.outbound.Outbound;
import dev.limen.outbound.OutboundAnswer;
import dev.limen.outbound.OutboundException;
import dev.limen.outbound.OutboundRequest;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Tells clients that a person has decided (CIBA, section 10.2): at once, and again where that failed. It says no more than
 * that there is an answer to fetch.
 */
@ApplicationScoped
class Pings {

    private static final Logger LOG = Logger.getLogger(Pings.class);

    private static final int IGNORED_BYTES = 4096;

    private final ClientNotifications notifications;
    private final Outbound outbound;
    private final StrictJson json;
    private final CibaSwitch cibaSwitch;
    private final Errands errands;
    private final Audit audit;

    Pings(
            ClientNotifications notifications,
            Outbound outbound,
            StrictJson json,
            CibaSwitch cibaSwitch,
            Errands errands,
            Audit audit) {
        this.notifications = notifications;
        this.outbound = outbound;
        this.json = json;
        this.cibaSwitch = cibaSwitch;
        this.errands = errands;
        this.audit = audit;
    }

    void decided(@Observes(during = TransactionPhase.AFTER_SUCCESS) Decided event) {
        errands.run(() -> ping(event.request()));
    }

    /** What failed, and what a node left behind that has gone. */
    @Scheduled(every = "2s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void again() {
        if (!cibaSwitch.on()) {
            return;
        }
        try {
            notifications.due().forEach(id -> errands.run(() -> ping(id)));
        } catch (RuntimeException e) {
            LOG.debugf("Notifications cannot be read: %s", e.getMessage());
        }
    }

    private void ping(UUID id) {
        notifications.take(id).ifPresent(due -> failure(due)
                .ifPresentOrElse(reason -> failed(due, reason), () -> notifications.done(due)));
    }

    /** Why the client was not told, if so. */
    private Optional<String> failure(Due due) {
        byte[] body =
                json.write(Map.of("auth_req_id", due.authReqId().reveal())).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + due.token().reveal());
        try {
            OutboundAnswer answer = outbound.send(
                    new OutboundRequest(URI.create(due.endpoint()), "POST", headers, body, IGNORED_BYTES));
            boolean taken = answer.status() >= 200 && answer.status() < 300;
            return taken ? Optional.empty() : Optional.of("answered " + answer.status());
        } catch (OutboundException e) {
            return Optional.of(e.getMessage());
        }
    }

    private void failed(Due due, String reason) {
        boolean again = notifications.failed(due);
        LOG.infof(
                "The client %s could not be told of a decision, try %d%s: %s",
                due.clientId(), due.tries(), again ? "" : ", the last one", reason);
        if (!again) {
            audit.record(
                    new AuditEvent.NotificationGivenUp(due.clientId(), due.id().toString(), reason));
        }
    }
}
