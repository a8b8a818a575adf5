package dev.limen.ciba;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.grant.BackchannelRequest;
import dev.limen.grant.ClientNotifications;
import dev.limen.grant.Decisions;
import dev.limen.grant.Grant;
import dev.limen.grant.Grants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Optional;

/** What a person's answer does, by whichever way it came. Runs in the caller's transaction. */
@ApplicationScoped
class Answers {

    private final Decisions decisions;
    private final Grants grants;
    private final ClientNotifications notifications;
    private final Event<Decided> decided;
    private final Audit audit;

    Answers(
            Decisions decisions,
            Grants grants,
            ClientNotifications notifications,
            Event<Decided> decided,
            Audit audit) {
        this.decisions = decisions;
        this.grants = grants;
        this.notifications = notifications;
        this.decided = decided;
        this.audit = audit;
    }

    /**
     * Gives the client what it asked for.
     *
     * @param grant not stored yet
     * @param by the client whose authenticator says so, if it was one
     * @return false if somebody decided before, or the request's time is over: the caller has to roll back then
     */
    boolean allow(BackchannelRequest request, Grant grant, Optional<String> by) {
        if (!decisions.allow(request, grants.open(grant))) {
            return false;
        }
        tell(request);
        audit.record(new AuditEvent.BackchannelAllowed(
                request.client.clientId, request.user.sub, request.id.toString(), grant.scope, by));
        return true;
    }

    /** Gives the client nothing; as {@link #allow}. */
    boolean deny(BackchannelRequest request, Optional<String> by) {
        if (!decisions.deny(request)) {
            return false;
        }
        tell(request);
        audit.record(new AuditEvent.BackchannelDenied(
                request.client.clientId, request.user.sub, request.id.toString(), request.scope, by));
        return true;
    }

    private void tell(BackchannelRequest request) {
        notifications.schedule(request);
        decided.fire(new Decided(request.id));
    }
}
