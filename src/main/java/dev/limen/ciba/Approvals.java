package dev.limen.ciba;

import dev.limen.client.Client;
import dev.limen.config.LimenConfig;
import dev.limen.grant.BackchannelRequest;
import dev.limen.grant.BackchannelRequests;
import dev.limen.grant.Grant;
import dev.limen.interaction.ApprovalAttempt;
import dev.limen.interaction.AuthenticationNeed;
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
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Prompt;
import dev.limen.protocol.Scope;
import dev.limen.session.Session;
import dev.limen.session.Sessions;
import dev.limen.web.PageException;
import dev.limen.web.PageFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The way of a person from a link to their decision. It asks the same policy as the authorization endpoint, as if
 * {@code prompt=consent} had been sent and an {@code id_token_hint} of the person who is asked: nobody else can decide,
 * not without having signed in a short while ago, and nothing is ever approved silently.
 */
@ApplicationScoped
class Approvals {

    private static final Set<Prompt> ASKED = Set.of(Prompt.CONSENT);

    private final Clock clock;
    private final Interactions interactions;
    private final Person person;
    private final Sessions sessions;
    private final BackchannelRequests requests;
    private final SessionGrants sessionGrants;
    private final AuthenticationNeed need;
    private final Answers answers;
    private final Duration maxAge;

    Approvals(
            Clock clock,
            Interactions interactions,
            Person person,
            Sessions sessions,
            BackchannelRequests requests,
            SessionGrants sessionGrants,
            AuthenticationNeed need,
            Answers answers,
            LimenConfig config) {
        this.clock = clock;
        this.interactions = interactions;
        this.person = person;
        this.sessions = sessions;
        this.requests = requests;
        this.sessionGrants = sessionGrants;
        this.need = need;
        this.answers = answers;
        this.maxAge = config.ciba().maxAge();
    }

    /** What a person can answer. */
    enum Answer {
        ALLOW,
        DENY
    }

    /** How it goes on. */
    sealed interface Outcome {
        /** The person has something to do on another page first. */
        record Interact(Step step, OpaqueToken handle) implements Outcome {}

        /** The person is to decide. */
        record Ask(ApprovalAttempt attempt, BackchannelRequest request, Session session) implements Outcome {}

        /** Whoever is signed in sees what waits for them. */
        record All() implements Outcome {}

        /** It is decided. */
        record Decided(BackchannelRequest request) implements Outcome {}

        /** The person left without having signed in. */
        record Left() implements Outcome {}
    }

    /** What waits for somebody. */
    record Waiting(Session session, List<BackchannelRequest> requests) {}

    /** What waits for the person who uses this browser; empty if nobody is signed in. */
    @Transactional
    Optional<Waiting> waiting(Optional<OpaqueToken> cookie) {
        return person.active(cookie).map(session -> new Waiting(session, requests.waiting(session.user)));
    }

    /**
     * A stored attempt, after each step.
     *
     * @throws PageException if it cannot go on: another browser's, over, or decided elsewhere
     */
    @Transactional
    Outcome resume(String handle, Optional<OpaqueToken> browser, Optional<OpaqueToken> cookie) {
        return next(interactions.requireApprovals(handle, browser), cookie);
    }

    /**
     * The answer of the person who is asked; anybody else is led to where {@link #resume} would lead them.
     *
     * @param proof what the form must prove of the page that it comes from
     */
    @Transactional
    Outcome answer(
            String handle,
            Optional<OpaqueToken> browser,
            Optional<OpaqueToken> cookie,
            Consumer<Outcome.Ask> proof,
            Answer answer) {
        Outcome next = next(interactions.requireApprovals(handle, browser), cookie);
        if (!(next instanceof Outcome.Ask ask)) {
            return next;
        }
        proof.accept(ask);
        boolean first = interactions.finish(ask.attempt())
                && switch (answer) {
                    case ALLOW -> answers.allow(ask.request(), grant(ask), Optional.empty());
                    case DENY -> answers.deny(ask.request(), Optional.empty());
                };
        if (!first) {
            throw gone("decided elsewhere, or expired meanwhile");
        }
        return new Outcome.Decided(ask.request());
    }

    private Outcome next(ApprovalAttempt attempt, Optional<OpaqueToken> cookie) {
        Optional<BackchannelRequest> request = attempt.request();
        if (attempt.interaction().finished()) {
            return new Outcome.Decided(request.orElseThrow(() -> gone("the request is gone")));
        }
        if (attempt.interaction().denied()) {
            return new Outcome.Left(); // at the sign-in: who has not signed in decides nothing
        }
        Instant now = clock.instant();
        if (request.filter(found -> !found.waits(now)).isPresent()) {
            throw gone("the request does not wait any more");
        }
        Optional<Session> session = session(attempt, cookie);
        return switch (InteractionPolicy.next(asked(request), known(attempt, session), now)) {
            case Next.Show show
            when show.step() == Step.CONSENT ->
                request.<Outcome>map(found -> new Outcome.Ask(attempt, found, session.orElseThrow()))
                        .orElseGet(Outcome.All::new);
            case Next.Show show -> new Outcome.Interact(show.step(), attempt.handle());
            case Next.Refuse another -> new Outcome.All();
            case Next.Done done -> throw new IllegalStateException("nothing is approved without being asked");
        };
    }

    /** That of the person who is asked, where several share the browser; what was chosen on the way comes first. */
    private Optional<Session> session(ApprovalAttempt attempt, Optional<OpaqueToken> cookie) {
        if (attempt.request().isEmpty() || attempt.interaction().accountChosen()) {
            return person.of(attempt.interaction(), cookie);
        }
        String sub = attempt.request().get().user.sub;
        return sessions.all(cookie).stream()
                .filter(session -> session.user.sub.equals(sub))
                .findFirst();
    }

    private Grant grant(Outcome.Ask ask) {
        BackchannelRequest request = ask.request();
        Client client = request.client;
        Scope scope = client.metadata.usable(request.requestedScope());
        Duration left = Duration.between(clock.instant(), request.expiresAt);
        Grant grant = sessionGrants.of(ask.session(), client, scope, request.resources, left);
        grant.acr = need.acr(
                        ask.session(),
                        ask.attempt().interaction().authenticated(),
                        AuthenticationNeed.wished(request.acrValues, client.metadata))
                .orElse(null);
        return grant;
    }

    private Asked asked(Optional<BackchannelRequest> request) {
        return request.map(this::asked).orElseGet(() -> new Asked(ASKED, Optional.empty(), Optional.empty()));
    }

    /** As at the authorization endpoint, and never with an older sign-in than is set for these pages. */
    private Asked asked(BackchannelRequest request) {
        AuthenticationNeed.Need wanted =
                need.of(request.client, request.requestedScope(), request.resources, request.acrValues);
        Duration age =
                wanted.maxAge().filter(shorter -> shorter.compareTo(maxAge) < 0).orElse(maxAge);
        return new Asked(ASKED, Optional.of(age), Optional.of(request.user.sub), wanted.needed(), wanted.wished());
    }

    private Known known(ApprovalAttempt attempt, Optional<Session> session) {
        Interaction interaction = attempt.interaction();
        return new Known(
                session.map(s -> new SignedIn(s.user.sub, s.authTime, need.level(s, interaction.authenticated()))),
                interaction.authenticated() && session.isPresent(),
                interaction.accountChosen(),
                true,
                false,
                false);
    }

    private static PageException gone(String detail) {
        return new PageException(PageFault.EXPIRED, detail);
    }
}
