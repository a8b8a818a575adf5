package dev.limen.logout;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.Client;
import dev.limen.grant.Grants;
import dev.limen.session.Session;
import dev.limen.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Ends a session, and with it what was granted in it. */
@ApplicationScoped
class SignOut {

    private final Sessions sessions;
    private final Grants grants;
    private final Audit audit;

    SignOut(Sessions sessions, Grants grants, Audit audit) {
        this.sessions = sessions;
        this.grants = grants;
        this.audit = audit;
    }

    @Transactional
    void end(Session session, Optional<Client> client) {
        if (sessions.end(session)) {
            grants.revokeOfSessions(List.of(session.id), "signed out");
            audit.record(new AuditEvent.SignedOut(client.map(c -> c.clientId), session.user.sub, session.sid));
        }
    }
}
