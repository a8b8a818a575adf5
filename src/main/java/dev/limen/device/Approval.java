package dev.limen.device;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.Client;
import dev.limen.grant.Decisions;
import dev.limen.grant.DeviceCode;
import dev.limen.grant.Grant;
import dev.limen.grant.Grants;
import dev.limen.interaction.AuthenticationNeed;
import dev.limen.interaction.DeviceAttempt;
import dev.limen.interaction.Interaction;
import dev.limen.interaction.InteractionPolicy;
import dev.limen.interaction.InteractionPolicy.Asked;
import dev.limen.interaction.InteractionPolicy.Known;
import dev.limen.interaction.InteractionPolicy.Next;
import dev.limen.interaction.InteractionPolicy.SignedIn;
import dev.limen.interaction.InteractionPolicy.Step;
import dev.limen.interaction.Interactions;
import dev.limen.interaction.Person;
import dev.limen.issuance.SessionGrants;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Prompt;
import dev.limen.protocol.Scope;
import dev.limen.resource.AuthorizationDetailsTypes;
import dev.limen.session.Session;
import dev.limen.web.PageException;
import dev.limen.web.PageFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way of a device from the code that was entered to the person's decision. It asks the same policy as the
 * authorization endpoint, as if {@code prompt=consent} had been sent: whatever the client is registered for and whatever
 * was allowed before, nothing is ever approved silently (RFC 8628, section 5.4).
 */
@ApplicationScoped
class Approval {

    private final Clock clock;
    private final Interactions interactions;
    private final Person person;
    private final Decisions decisions;
    private final Grants grants;
    private final SessionGrants sessionGrants;
    private final AuthorizationDetailsTypes detailsTypes;
    private final AuthenticationNeed need;
    private final Audit audit;

    Approval(
            Clock clock,
            Interactions interactions,
            Person person,
            Decisions decisions,
            Grants grants,
            SessionGrants sessionGrants,
            AuthorizationDetailsTypes detailsTypes,
            AuthenticationNeed need,
            Audit audit) {
        this.clock = clock;
        this.interactions = interactions;
        this.person = person;
        this.decisions = decisions;
        this.grants = grants;
        this.sessionGrants = sessionGrants;
        this.detailsTypes = detailsTypes;
        this.need = need;
        this.audit = audit;
    }

    /** How it goes on. */
    sealed interface Outcome {
        /** The person has something to do on another page first. */
        record Interact(Step step, OpaqueToken handle) implements Outcome {}

        /** The person is to decide. */
        record Ask(DeviceAttempt attempt, Session session) implements Outcome {}

        /** It is decided. */
        record Decided(DeviceAttempt attempt, boolean allowed) implements Outcome {}
    }

    /**
     * A stored attempt, after each step.
     *
     * @throws PageException if it cannot go on: another browser's, over, or decided elsewhere
     */
    @Transactional
    Outcome resume(String handle, Optional<OpaqueToken> browser, Optional<OpaqueToken> cookie) {
        DeviceAttempt attempt = interactions.requireDevice(handle, browser);
        if (attempt.interaction().finished()) {
            return new Outcome.Decided(attempt, !attempt.interaction().denied());
        }
        if (!attempt.device().waits(clock.instant())) {
            throw new PageException(PageFault.EXPIRED, "the device does not wait any more");
        }
        Optional<Session> session = person.of(attempt.interaction(), cookie);
        return switch (InteractionPolicy.next(asked(attempt), known(attempt, session), clock.instant())) {
            case Next.Show show when show.step() == Step.CONSENT -> new Outcome.Ask(attempt, session.orElseThrow());
            case Next.Show show -> new Outcome.Interact(show.step(), attempt.handle());
            case Next.Refuse refusal -> deny(attempt, session);
            case Next.Done done -> allow(attempt, session.orElseThrow());
        };
    }

    /** The person who decides in this attempt; empty if nobody is signed in for it. */
    @Transactional
    Optional<Session> person(DeviceAttempt attempt, Optional<OpaqueToken> cookie) {
        return person.of(attempt.interaction(), cookie);
    }

    /** The attempt of this browser that waits for a decision. */
    @Transactional
    DeviceAttempt undecided(String handle, OpaqueToken browser) {
        DeviceAttempt attempt = interactions.requireDevice(handle, Optional.of(browser));
        if (attempt.interaction().finished()) {
            throw new PageException(PageFault.EXPIRED, "decided already");
        }
        return attempt;
    }

    private Outcome allow(DeviceAttempt attempt, Session session) {
        DeviceCode device = attempt.device();
        Client client = attempt.client();
        Scope scope = client.metadata.usable(device.requestedScope());
        Duration left = Duration.between(clock.instant(), device.expiresAt);
        AuthorizationDetails details = detailsTypes.usable(device.requestedDetails(), client.metadata);
        Grant grant = sessionGrants.of(session, client, scope, details, List.of(), left);
        grant.acr = need.acr(session, attempt.interaction().authenticated(), client.metadata.defaultAcrValues())
                .orElse(null);
        grants.open(grant);
        refuseUnless(interactions.finish(attempt) && decisions.allow(device, grant));
        audit.record(new AuditEvent.DeviceAllowed(client.clientId, session.user.sub, session.sid, scope.toString()));
        return new Outcome.Decided(attempt, true);
    }

    private Outcome deny(DeviceAttempt attempt, Optional<Session> session) {
        refuseUnless(interactions.finish(attempt) && decisions.deny(attempt.device()));
        audit.record(new AuditEvent.DeviceDenied(
                attempt.client().clientId, session.map(s -> s.user.sub), attempt.device().scope));
        return new Outcome.Decided(attempt, false);
    }

    /** What was done so far is rolled back: another tab or another person was quicker. */
    private static void refuseUnless(boolean first) {
        if (!first) {
            throw new PageException(PageFault.EXPIRED, "decided elsewhere, or expired meanwhile");
        }
    }

    private Asked asked(DeviceAttempt attempt) {
        DeviceCode device = attempt.device();
        AuthenticationNeed.Need wanted = need.of(attempt.client(), device.requestedScope(), device.requestedDetails());
        return new Asked(Set.of(Prompt.CONSENT), wanted.maxAge(), Optional.empty(), wanted.needed(), wanted.wished());
    }

    private Known known(DeviceAttempt attempt, Optional<Session> session) {
        Interaction interaction = attempt.interaction();
        return new Known(
                session.map(s -> new SignedIn(s.user.sub, s.authTime, need.level(s, interaction.authenticated()))),
                interaction.authenticated() && session.isPresent(),
                interaction.accountChosen(),
                true,
                interaction.consented(),
                interaction.denied());
    }
}
