package dev.limen.authorize;

import dev.limen.client.Client;
import dev.limen.interaction.AuthenticationNeed;
import dev.limen.interaction.AuthorizationAttempt;
import dev.limen.interaction.InteractionPolicy;
import dev.limen.interaction.InteractionPolicy.Asked;
import dev.limen.interaction.InteractionPolicy.Known;
import dev.limen.interaction.InteractionPolicy.Next;
import dev.limen.interaction.InteractionPolicy.SignedIn;
import dev.limen.interaction.Person;
import dev.limen.interaction.Proposals;
import dev.limen.issuance.OwnTokens;
import dev.limen.protocol.AuthorizationRequest;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Prompt;
import dev.limen.session.Session;
import dev.limen.subject.SubjectIdentifiers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Finds out who is there and what is known of them, and has {@link InteractionPolicy} say what they have to do next. */
@ApplicationScoped
class NextStep {

    private final Clock clock;
    private final OwnTokens ownTokens;
    private final SubjectIdentifiers subjects;
    private final Person person;
    private final AuthenticationNeed need;
    private final Proposals proposals;
    private final ConsentNeed consentNeed;

    NextStep(
            Clock clock,
            OwnTokens ownTokens,
            SubjectIdentifiers subjects,
            Person person,
            AuthenticationNeed need,
            Proposals proposals,
            ConsentNeed consentNeed) {
        this.clock = clock;
        this.ownTokens = ownTokens;
        this.subjects = subjects;
        this.person = person;
        this.need = need;
        this.proposals = proposals;
        this.consentNeed = consentNeed;
    }

    /**
     * The session in use. Who asks silently for a certain person gets an answer about that one, also where the browser acts
     * as another at the moment: otherwise the client would take them for signed out (Session Management 1.0, section 3.1).
     */
    Optional<Session> session(AuthorizationRequest request, Client client, Optional<OpaqueToken> cookie) {
        Optional<Session> active = person.active(cookie);
        Optional<String> subject = request.prompts().contains(Prompt.NONE) ? wantedSubject(request) : Optional.empty();
        return subject.flatMap(wanted -> person.here(cookie).stream()
                        .filter(session -> wanted.equals(subjects.of(session.user, client)))
                        .findFirst())
                .or(() -> active);
    }

    /** The session with which a stored attempt goes on. */
    Optional<Session> session(AuthorizationAttempt attempt, Optional<OpaqueToken> cookie) {
        return person.of(attempt.interaction(), cookie);
    }

    /** What comes next. */
    Next of(AuthorizationRequest request, Target target, Optional<Session> session, Progress progress) {
        Client client = target.client();
        Known known = new Known(
                session.map(s ->
                        new SignedIn(subjects.of(s.user, client), s.authTime, need.level(s, progress.authenticated()))),
                progress.authenticated() && session.isPresent(),
                progress.accountChosen(),
                session.map(s -> consentNeed.exists(proposals.of(request, client), s.user, target))
                        .orElse(true),
                progress.consented(),
                progress.denied());
        return InteractionPolicy.next(asked(request, client), known, clock.instant());
    }

    /** What may be completed, once nothing comes next. */
    Allowed allowed(AuthorizationRequest request, Target target, Session session, Progress progress) {
        Client client = target.client();
        return new Allowed(
                request,
                target,
                session,
                proposals.of(request, client),
                need.acr(request, client, session, progress.authenticated()));
    }

    private Asked asked(AuthorizationRequest request, Client client) {
        AuthenticationNeed.Need wanted = need.of(request, client);
        return new Asked(request.prompts(), wanted.maxAge(), wantedSubject(request), wanted.needed(), wanted.wished());
    }

    private Optional<String> wantedSubject(AuthorizationRequest request) {
        return request.idTokenHint().map(this::hintedSubject).or(() -> request.claims()
                .subject());
    }

    private String hintedSubject(String hint) {
        return ownTokens
                .idTokenHint(hint)
                .map(claims -> claims.get("sub").toString())
                .orElseThrow(() -> new OAuthException(
                        ErrorCode.INVALID_REQUEST,
                        "id_token_hint is not an ID token of this issuer",
                        "OpenID Connect Core 1.0, section 3.1.2.2"));
    }
}
