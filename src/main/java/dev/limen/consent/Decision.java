package dev.limen.consent;

import dev.limen.interaction.Attempt;
import dev.limen.interaction.Interaction;
import dev.limen.interaction.Interactions;
import dev.limen.protocol.OpaqueToken;
import dev.limen.session.Session;
import dev.limen.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Reads who decides, and records what was decided. */
@ApplicationScoped
class Decision {

    private final Interactions interactions;
    private final Sessions sessions;

    Decision(Interactions interactions, Sessions sessions) {
        this.interactions = interactions;
        this.sessions = sessions;
    }

    /** The live attempt of this browser, see {@link Interactions#require}. */
    @Transactional
    Attempt attempt(String handle, OpaqueToken browser) {
        return interactions.require(handle, Optional.of(browser));
    }

    /** The live session of this browser that the attempt goes on with; empty if nobody is signed in for it. */
    @Transactional
    Optional<Session> person(Attempt attempt, Optional<OpaqueToken> cookie) {
        Interaction interaction = attempt.interaction();
        if (!interaction.accountChosen()) {
            return sessions.active(cookie);
        }
        return interaction.sessionId().flatMap(id -> sessions.all(cookie).stream()
                .filter(session -> session.id.equals(id))
                .findFirst());
    }

    /** The yes of one person: the attempt is tied to that session first, so that it cannot count for another. */
    @Transactional
    void allow(Attempt attempt, Session session) {
        interactions.chosen(attempt, session);
        interactions.consented(attempt);
    }

    @Transactional
    void deny(Attempt attempt) {
        interactions.denied(attempt);
    }
}
