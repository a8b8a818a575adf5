package dev.limen.login;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.interaction.Attempt;
import dev.limen.interaction.Interactions;
import dev.limen.protocol.OpaqueToken;
import dev.limen.session.Begun;
import dev.limen.session.Session;
import dev.limen.session.Sessions;
import dev.limen.user.SignIn;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the pages read and record, each in one short transaction: none is open while a password is checked. */
@ApplicationScoped
class Steps {

    /** RFC 8176, section 2. */
    private static final List<String> PASSWORD = List.of("pwd");

    private final Interactions interactions;
    private final Sessions sessions;
    private final Audit audit;

    Steps(Interactions interactions, Sessions sessions, Audit audit) {
        this.interactions = interactions;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** The live attempt of this browser, see {@link Interactions#require}. */
    @Transactional
    Attempt attempt(String handle, Optional<OpaqueToken> browser) {
        return interactions.require(handle, browser);
    }

    /** Who is signed in already and has to prove it again; nobody, where the person asked for another account. */
    @Transactional
    Optional<User> signedIn(Attempt attempt, Optional<OpaqueToken> cookie) {
        boolean another = attempt.interaction().accountChosen()
                && attempt.interaction().sessionId().isEmpty();
        return another ? Optional.empty() : sessions.active(cookie).map(session -> session.user);
    }

    /** Whether people are signed in here of whom none has been chosen, as after the sign-out of the one who was. */
    @Transactional
    boolean mayChoose(Attempt attempt, Optional<OpaqueToken> cookie) {
        return !attempt.interaction().accountChosen()
                && sessions.active(cookie).isEmpty()
                && !sessions.all(cookie).isEmpty();
    }

    /** The sessions to choose from. */
    @Transactional
    List<Session> sessions(Optional<OpaqueToken> cookie) {
        return sessions.all(cookie);
    }

    @Transactional
    Begun authenticated(Attempt attempt, User user, Optional<OpaqueToken> cookie, boolean remember) {
        Begun begun = sessions.begin(cookie, user, PASSWORD, remember);
        interactions.authenticated(attempt, begun.session());
        audit.record(new AuditEvent.SignedIn(clientId(attempt), user.sub, begun.session().sid, PASSWORD));
        return begun;
    }

    /** The browser goes on as one of its accounts; empty if that session has just ended. */
    @Transactional
    Optional<Begun> chosen(Attempt attempt, OpaqueToken cookie, String sid) {
        Optional<Begun> begun = sessions.choose(cookie, sid);
        begun.ifPresent(chosen -> {
            Session session = chosen.session();
            interactions.chosen(attempt, session);
            audit.record(new AuditEvent.AccountChosen(clientId(attempt), session.user.sub, session.sid));
        });
        return begun;
    }

    @Transactional
    void another(Attempt attempt) {
        interactions.another(attempt);
    }

    @Transactional
    void denied(Attempt attempt) {
        interactions.denied(attempt);
    }

    void refused(Attempt attempt, SignIn.Refused refused) {
        audit.record(new AuditEvent.SignInRefused(
                clientId(attempt), refused.sub(), refused.reason().wire()));
    }

    void delayed(Attempt attempt, String reason, Duration retryAfter) {
        audit.record(new AuditEvent.SignInDelayed(clientId(attempt), reason, retryAfter));
    }

    private static Optional<String> clientId(Attempt attempt) {
        return attempt.asking().map(client -> client.clientId);
    }
}
