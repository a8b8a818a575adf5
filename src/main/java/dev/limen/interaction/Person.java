package dev.limen.interaction;

import dev.limen.protocol.OpaqueToken;
import dev.limen.session.Session;
import dev.limen.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Finds the session that an attempt goes on with. */
@ApplicationScoped
public class Person {

    private final Sessions sessions;

    Person(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The session that this browser uses at the moment. */
    public Optional<Session> active(Optional<OpaqueToken> cookie) {
        return sessions.active(cookie);
    }

    /** The sessions of everybody who is signed in in this browser. */
    public List<Session> here(Optional<OpaqueToken> cookie) {
        return sessions.all(cookie);
    }

    /** The session that the person chose or began in this attempt, else the one in use; empty if it is over. */
    public Optional<Session> of(Interaction interaction, Optional<OpaqueToken> cookie) {
        if (!interaction.accountChosen()) {
            return sessions.active(cookie);
        }
        return interaction.sessionId().flatMap(id -> sessions.all(cookie).stream()
                .filter(session -> session.id.equals(id))
                .findFirst());
    }
}
