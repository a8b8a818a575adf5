package dev.limen.ciba;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.Client;
import dev.limen.client.ClientAuthentication;
import dev.limen.client.PresentedCredentials;
import dev.limen.config.LimenConfig;
import dev.limen.config.Profiles;
import dev.limen.grant.BackchannelRequests;
import dev.limen.protocol.AuthorizationRules;
import dev.limen.protocol.BackchannelAuthenticationRequest;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.Requirement;
import dev.limen.protocol.Scope;
import dev.limen.resource.Scopes;
import dev.limen.resource.Targets;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Duration;

/** The way of a backchannel authentication request (CIBA, section 7). */
@ApplicationScoped
class BackchannelAuthenticationEndpoint {

    private final ClientAuthentication authentication;
    private final SignedRequests signedRequests;
    private final Scopes scopes;
    private final Targets targets;
    private final Hints hints;
    private final Limits limits;
    private final BackchannelRequests requests;
    private final LimenConfig.Ciba config;
    private final Profiles profiles;
    private final Event<Asked> asked;
    private final Audit audit;

    BackchannelAuthenticationEndpoint(
            ClientAuthentication authentication,
            SignedRequests signedRequests,
            Scopes scopes,
            Targets targets,
            Hints hints,
            Limits limits,
            BackchannelRequests requests,
            LimenConfig config,
            Profiles profiles,
            Event<Asked> asked,
            Audit audit) {
        this.authentication = authentication;
        this.signedRequests = signedRequests;
        this.scopes = scopes;
        this.targets = targets;
        this.hints = hints;
        this.limits = limits;
        this.requests = requests;
        this.config = config.ciba();
        this.profiles = profiles;
        this.asked = asked;
        this.audit = audit;
    }

    /**
     * Begins to wait for a person.
     *
     * @throws OAuthException as CIBA, section 13 has it
     * @throws jakarta.ws.rs.ClientErrorException 429 if this client asks this person too often
     */
    @Transactional(dontRollbackOn = OAuthException.class)
    BackchannelAuthentication begin(PresentedCredentials credentials) {
        Parameters parameters = credentials.form();
        parameters.refuseMalformed(Parameters.RESOURCE);
        Client client = authentication.authenticate(credentials);
        refuseUnlessRegistered(client);
        BackchannelAuthenticationRequest request = read(parameters, client);
        AuthorizationRules.scopeAllowed(request.scope(), client.metadata, scopes.known());
        Scope scope = client.metadata.usable(request.scope());
        targets.named(scope, request.resources());
        User person = hints.person(request.hint(), client);
        limits.admit(client, person);
        return store(client, person, request, scope);
    }

    private BackchannelAuthenticationRequest read(Parameters outer, Client client) {
        Parameters inner = signedRequests.unwrap(outer, client);
        inner.refuseMalformed(Parameters.RESOURCE);
        BackchannelAuthenticationRequest request = BackchannelAuthenticationRequest.parse(inner, client.metadata);
        boolean bound = profiles.required(client.metadata).demand(Requirement.BOUND_BACKCHANNEL_REQUESTS);
        if (bound && request.bindingMessage().isEmpty()) {
            throw new OAuthException(
                    ErrorCode.INVALID_BINDING_MESSAGE, "binding_message is missing", "FAPI-CIBA, section 5.2.2");
        }
        return request;
    }

    private BackchannelAuthentication store(
            Client client, User person, BackchannelAuthenticationRequest request, Scope scope) {
        Duration lifetime = lifetime(request);
        BackchannelRequests.Issued issued = requests.issue(
                client,
                person,
                new BackchannelRequests.Asked(
                        scope,
                        request.resources(),
                        request.acrValues(),
                        request.bindingMessage(),
                        lifetime,
                        request.notificationToken()));
        audit.record(new AuditEvent.BackchannelRequested(
                client.clientId, person.sub, issued.request().id.toString(), scope.toString()));
        asked.fire(new Asked(issued.request().id));
        return new BackchannelAuthentication(issued.authReqId(), lifetime, config.interval());
    }

    private Duration lifetime(BackchannelAuthenticationRequest request) {
        return request.requestedExpiry()
                .map(wanted -> wanted.compareTo(config.maxLifetime()) < 0 ? wanted : config.maxLifetime())
                .orElse(config.lifetime());
    }

    /** Registration refuses a public client; the rule holds here too, for one that was stored before. */
    private static void refuseUnlessRegistered(Client client) {
        if (!client.metadata.allows(ClientMetadata.CIBA) || client.metadata.isPublic()) {
            throw new OAuthException(
                    ErrorCode.UNAUTHORIZED_CLIENT,
                    "the client is not registered for the CIBA grant",
                    "CIBA, section 13");
        }
    }
}
