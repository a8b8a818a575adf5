package dev.limen.signout;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.Client;
import dev.limen.grant.Grants;
import dev.limen.session.Session;
import dev.limen.session.Sessions;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Ends sessions, and with them what was granted. The clients that took part are told after the commit. */
@ApplicationScoped
public class SignOut {

    private final Sessions sessions;
    private final Grants grants;
    private final Notices notices;
    private final Audit audit;

    SignOut(Sessions sessions, Grants grants, Notices notices, Audit audit) {
        this.sessions = sessions;
        this.grants = grants;
        this.notices = notices;
        this.audit = audit;
    }

    /**
     * A person signs out of sessions of one browser. What was granted for offline use stays (Back-Channel Logout 1.0, section
     * 2.7).
     *
     * @param asked the client that led the person here
     */
    @Transactional
    public void leave(List<Session> left, Optional<Client> asked) {
        for (Session session : left) {
            if (sessions.end(session)) {
                grants.revokeOfSessions(List.of(session.id), "signed out");
                audit.record(new AuditEvent.SignedOut(asked.map(c -> c.clientId), session.user.sub, session.sid));
            }
        }
    }

    /**
     * Ends every session of a person, with all that they have ever granted: whoever has a token of theirs has it no longer.
     *
     * @param cause why, for the audit trail
     * @return how many sessions ended
     */
    @Transactional
    public int endAll(User user, String cause) {
        List<Session> ended = sessions.endAll(user);
        grants.revokeOf(user, cause);
        ended.forEach(session -> audit.record(new AuditEvent.SessionEnded(user.sub, session.sid, cause)));
        return ended.size();
    }

    /**
     * Ends the part of a client in every session: what people have granted it is over, and it is told for each session in
     * which it took part. People stay signed in elsewhere, and may come back to it.
     *
     * @param cause why, for the audit trail
     * @return in how many live sessions it took part
     */
    @Transactional
    public int endAll(Client client, String cause) {
        int parts = notices.addForAllSessions(client);
        grants.revokeOf(client, cause);
        audit.record(new AuditEvent.ClientSessionsEnded(client.clientId, parts, cause));
        return parts;
    }
}
