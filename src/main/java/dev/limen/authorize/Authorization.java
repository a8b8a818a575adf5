package dev.limen.authorize;

import dev.limen.client.Client;
import dev.limen.client.PresentedClients;
import dev.limen.interaction.AuthorizationAttempt;
import dev.limen.interaction.InteractionPolicy.Next;
import dev.limen.interaction.Interactions;
import dev.limen.interaction.PushedRequests;
import dev.limen.json.StrictJson;
import dev.limen.protocol.AuthorizationRequest;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Parameters;
import dev.limen.session.Session;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The way of an authorization request, from the parameters to the outcome. */
@ApplicationScoped
class Authorization {

    private final PresentedClients clients;
    private final Unwrapping unwrapping;
    private final StrictJson json;
    private final Checks checks;
    private final Interactions interactions;
    private final PushedRequests pushedRequests;
    private final NextStep nextStep;
    private final Completion completion;
    private final Answers answers;

    Authorization(
            PresentedClients clients,
            Unwrapping unwrapping,
            StrictJson json,
            Checks checks,
            Interactions interactions,
            PushedRequests pushedRequests,
            NextStep nextStep,
            Completion completion,
            Answers answers) {
        this.clients = clients;
        this.unwrapping = unwrapping;
        this.json = json;
        this.checks = checks;
        this.interactions = interactions;
        this.pushedRequests = pushedRequests;
        this.nextStep = nextStep;
        this.completion = completion;
        this.answers = answers;
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
            return answers.refuse(beside(brought, client, refusal), refusal.error());
        }
        return begin(asked, client, browser, cookie);
    }

    /** Where a refusal goes of what could not be unwrapped: whatever names the redirection URI beside it. */
    private Target beside(Parameters parameters, Client client, OAuthException refusal) {
        if (parameters.first("redirect_uri").isEmpty()) {
            throw refusal;
        }
        return answers.target(parameters, client);
    }

    private Outcome begin(Unwrapped asked, Client client, OpaqueToken browser, Optional<OpaqueToken> cookie) {
        Target target = answers.target(asked.parameters(), client);
        try {
            AuthorizationRequest request = AuthorizationRequest.parse(asked.parameters(), json::read);
            checks.check(request, client.metadata);
            Optional<Session> session = nextStep.session(request, client, cookie);
            return switch (nextStep.of(request, target, session, Progress.NONE)) {
                case Next.Refuse refusal -> answers.refuse(target, refusal.error());
                case Next.Show show ->
                    new Outcome.Interact(show.step(), interactions.open(request, asked.pushed(), browser));
                case Next.Done done -> {
                    Allowed allowed = nextStep.allowed(request, target, session.orElseThrow(), Progress.NONE);
                    yield answers.answer(target, completion.complete(allowed, asked.pushed()));
                }
            };
        } catch (OAuthException refusal) {
            return answers.refuse(target, refusal.error());
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
        Target target = answers.target(request.parameters(), attempt.client());
        try {
            checks.check(request, attempt.client().metadata);
            Optional<Session> session = nextStep.session(attempt, cookie);
            Progress progress = Progress.of(attempt.interaction());
            return switch (nextStep.of(request, target, session, progress)) {
                case Next.Refuse refusal -> {
                    completion.abandon(attempt, refusal.error());
                    yield answers.refuse(target, refusal.error());
                }
                case Next.Show show -> new Outcome.Interact(show.step(), attempt.handle());
                case Next.Done done -> {
                    Allowed allowed = nextStep.allowed(request, target, session.orElseThrow(), progress);
                    yield answers.answer(target, completion.complete(allowed, attempt));
                }
            };
        } catch (OAuthException refusal) {
            return answers.refuse(target, refusal.error());
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
}
