package dev.limen.authorize;

import dev.limen.client.Client;
import dev.limen.client.PresentedClients;
import dev.limen.config.Issuer;
import dev.limen.interaction.AuthenticationNeed;
import dev.limen.interaction.AuthorizationAttempt;
import dev.limen.interaction.InteractionPolicy;
import dev.limen.interaction.InteractionPolicy.Asked;
import dev.limen.interaction.InteractionPolicy.Known;
import dev.limen.interaction.InteractionPolicy.Next;
import dev.limen.interaction.InteractionPolicy.SignedIn;
import dev.limen.interaction.Interactions;
import dev.limen.interaction.Person;
import dev.limen.interaction.PushedRequests;
import dev.limen.issuance.JwtResponses;
import dev.limen.issuance.OwnTokens;
import dev.limen.json.StrictJson;
import dev.limen.protocol.AuthorizationRequest;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.Prompt;
import dev.limen.session.Session;
import dev.limen.subject.SubjectIdentifiers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The way of an authorization request, from the parameters to the outcome. */
@ApplicationScoped
class Authorization {

    private final Clock clock;
    private final Issuer issuer;
    private final PresentedClients clients;
    private final Unwrapping unwrapping;
    private final StrictJson json;
    private final Checks checks;
    private final OwnTokens ownTokens;
    private final Interactions interactions;
    private final PushedRequests pushedRequests;
    private final Person person;
    private final ConsentNeed consentNeed;
    private final AuthenticationNeed need;
    private final Completion completion;
    private final SubjectIdentifiers subjects;
    private final JwtResponses jwtResponses;
    private final SessionState sessionState;

    Authorization(
            Clock clock,
            Issuer issuer,
            PresentedClients clients,
            Unwrapping unwrapping,
            StrictJson json,
            Checks checks,
            OwnTokens ownTokens,
            Interactions interactions,
            PushedRequests pushedRequests,
            Person person,
            ConsentNeed consentNeed,
            AuthenticationNeed need,
            Completion completion,
            SubjectIdentifiers subjects,
            JwtResponses jwtResponses,
            SessionState sessionState) {
        this.clock = clock;
        this.issuer = issuer;
        this.clients = clients;
        this.unwrapping = unwrapping;
        this.json = json;
        this.checks = checks;
        this.ownTokens = ownTokens;
        this.interactions = interactions;
        this.pushedRequests = pushedRequests;
        this.person = person;
        this.consentNeed = consentNeed;
        this.need = need;
        this.completion = completion;
        this.subjects = subjects;
        this.jwtResponses = jwtResponses;
        this.sessionState = sessionState;
    }

    /**
     * A request as it came in.
     *
     * @param browser what binds this browser to the attempts that it began
     * @param cookie the browser's session, if it has one
     * @throws OAuthException a refusal that must not be sent to the client
     */
    Outcome begin(Parameters parameters, OpaqueToken browser, Optional<OpaqueToken> cookie) {
        Client client = client(parameters);
        Parameters brought = unwrapping.brought(parameters, client);
        Unwrapped asked;
        try {
            asked = unwrapping.unwrap(brought, client);
        } catch (OAuthException refusal) {
            return refuse(beside(brought, client, refusal), refusal.error());
        }
        return begin(asked, client, browser, cookie);
    }

    /** Where a refusal goes of what could not be unwrapped: whatever names the redirection URI beside it. */
    private Target beside(Parameters parameters, Client client, OAuthException refusal) {
        if (parameters.first("redirect_uri").isEmpty()) {
            throw refusal;
        }
        return target(parameters, client);
    }

    /** Where the answer goes; what it has to be encrypted with is there, too. */
    private Target target(Parameters parameters, Client client) {
        Target target = Target.of(parameters, client, checks.modes(), checks.required(client.metadata));
        if (target.jwt()) {
            jwtResponses.require(client);
        }
        return target;
    }

    private Outcome begin(Unwrapped asked, Client client, OpaqueToken browser, Optional<OpaqueToken> cookie) {
        Target target = target(asked.parameters(), client);
        try {
            AuthorizationRequest request = AuthorizationRequest.parse(asked.parameters(), json::read);
            checks.check(request, client.metadata);
            Optional<Session> session = session(request, client, cookie);
            Next next = next(request, client, target, session, Progress.NONE);
            return switch (next) {
                case Next.Refuse refusal -> refuse(target, refusal.error());
                case Next.Show show ->
                    new Outcome.Interact(show.step(), interactions.open(request, asked.pushed(), browser));
                case Next.Done done ->
                    answer(
                            target,
                            completion.complete(
                                    request,
                                    asked.pushed(),
                                    client,
                                    target,
                                    session.orElseThrow(),
                                    need.acr(request, client, session.get(), false)));
            };
        } catch (OAuthException refusal) {
            return refuse(target, refusal.error());
        }
    }

    /**
     * Keeps a request that is too long for an address.
     *
     * @return the parameters that stand for it
     * @throws OAuthException a refusal that must not be sent to the client
     */
    Map<String, String> hold(Parameters parameters) {
        Client client = client(parameters);
        Map<String, String> standIn = new LinkedHashMap<>();
        standIn.put("client_id", client.clientId);
        standIn.put("request_uri", pushedRequests.hold(client, parameters));
        return standIn;
    }

    /** A stored attempt, after a step. */
    Outcome resume(AuthorizationAttempt attempt, Optional<OpaqueToken> cookie) {
        AuthorizationRequest request = attempt.request();
        Client client = attempt.client();
        Target target = target(request.parameters(), client);
        try {
            checks.check(request, client.metadata);
            Optional<Session> session = person.of(attempt.interaction(), cookie);
            Next next = next(request, client, target, session, Progress.of(attempt.interaction()));
            return switch (next) {
                case Next.Refuse refusal -> {
                    completion.abandon(attempt, refusal.error());
                    yield refuse(target, refusal.error());
                }
                case Next.Show show -> new Outcome.Interact(show.step(), attempt.handle());
                case Next.Done done ->
                    answer(
                            target,
                            completion.complete(
                                    attempt,
                                    target,
                                    session.orElseThrow(),
                                    need.acr(
                                            request,
                                            client,
                                            session.get(),
                                            attempt.interaction().authenticated())));
            };
        } catch (OAuthException refusal) {
            return refuse(target, refusal.error());
        }
    }

    private Client client(Parameters parameters) {
        String clientId = parameters.require("client_id", "RFC 6749, section 4.1.1");
        return clients.find(clientId)
                .filter(client -> client.enabled)
                .orElseThrow(() -> new OAuthException(
                        new OAuthError(
                                ErrorCode.INVALID_CLIENT, clients.unknown(clientId), "RFC 6749, section 4.1.2.1"),
                        "unknown or disabled client"));
    }

    /**
     * The session in use. Who asks silently for a certain person gets an answer about that one, also where the browser acts
     * as another at the moment: otherwise the client would take them for signed out (Session Management 1.0, section 3.1).
     */
    private Optional<Session> session(AuthorizationRequest request, Client client, Optional<OpaqueToken> cookie) {
        Optional<Session> active = person.active(cookie);
        Optional<String> subject = request.prompts().contains(Prompt.NONE) ? wantedSubject(request) : Optional.empty();
        return subject.flatMap(wanted -> person.here(cookie).stream()
                        .filter(session -> wanted.equals(subjects.of(session.user, client)))
                        .findFirst())
                .or(() -> active);
    }

    private Next next(
            AuthorizationRequest request, Client client, Target target, Optional<Session> session, Progress progress) {
        Known known = new Known(
                session.map(s ->
                        new SignedIn(subjects.of(s.user, client), s.authTime, need.level(s, progress.authenticated()))),
                progress.authenticated() && session.isPresent(),
                progress.accountChosen(),
                session.map(s -> consentNeed.exists(request, client, s.user, target))
                        .orElse(true),
                progress.consented(),
                progress.denied());
        return InteractionPolicy.next(asked(request, client), known, clock.instant());
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

    /** RFC 6749, section 4.1.2.1. */
    private Outcome refuse(Target target, OAuthError error) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", error.code().wire());
        parameters.put("error_description", error.description());
        return answer(target, parameters);
    }

    /** Every answer carries the state and, against mix-up, the issuer (RFC 9207, section 2). */
    private Outcome answer(Target target, Map<String, String> result) {
        Map<String, String> parameters = new LinkedHashMap<>(result);
        target.state().ifPresent(state -> parameters.put("state", state));
        parameters.put("iss", issuer.value());
        sessionState.of(target).ifPresent(state -> parameters.put("session_state", state));
        return new Outcome.Respond(
                target, target.jwt() ? jwtResponses.packed(target.client(), parameters) : parameters);
    }
}
