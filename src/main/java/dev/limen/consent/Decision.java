package dev.limen.consent;

import dev.limen.interaction.AuthorizationAttempt;
import dev.limen.interaction.Interactions;
import dev.limen.interaction.Person;
import dev.limen.protocol.OpaqueToken;
import dev.limen.session.Session;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Reads who decides, and records what was decided. */
@ApplicationScoped
class Decision {

    private final Interactions interactions;
    private final Person person;

    Decision(Interactions interactions, Person person) {
        this.interactions = interactions;
        this.person = person;
    }

    /** The live attempt of this browser, see {@link Interactions#requireAuthorization}. */
    @Transactional
    AuthorizationAttempt attempt(String handle, OpaqueToken browser) {
        return interactions.requireAuthorization(handle, Optional.of(browser));
    }

    /** The live session of this browser that the attempt goes on with; empty if nobody is signed in for it. */
    @Transactional
    Optional<Session> person(AuthorizationAttempt attempt, Optional<OpaqueToken> cookie) {
        return person.of(attempt.interaction(), cookie);
    }

    /** See {@link Interactions#consented}. */
    @Transactional
    void allow(AuthorizationAttempt attempt, Session session) {
        interactions.consented(attempt, session);
    }

    @Transactional
    void deny(AuthorizationAttempt attempt) {
        interactions.denied(attempt);
    }
}
