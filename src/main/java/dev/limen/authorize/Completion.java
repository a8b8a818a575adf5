package dev.limen.authorize;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.Client;
import dev.limen.config.LimenConfig;
import dev.limen.grant.AuthorizationCode;
import dev.limen.grant.Grant;
import dev.limen.grant.Grants;
import dev.limen.interaction.Attempt;
import dev.limen.interaction.Interactions;
import dev.limen.issuance.AccessTokenLifetime;
import dev.limen.protocol.AuthorizationRequest;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.CodeChallenge;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Scope;
import dev.limen.resource.Targets;
import dev.limen.session.Session;
import dev.limen.web.PageException;
import dev.limen.web.PageFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Ends an authorization: the grant and its code, in one transaction. */
@ApplicationScoped
class Completion {

    private final Clock clock;
    private final LimenConfig.Tokens lifetimes;
    private final Grants grants;
    private final Interactions interactions;
    private final ConsentNeed consentNeed;
    private final Targets targets;
    private final AccessTokenLifetime accessTokenLifetime;
    private final Audit audit;

    Completion(
            Clock clock,
            LimenConfig config,
            Grants grants,
            Interactions interactions,
            ConsentNeed consentNeed,
            Targets targets,
            AccessTokenLifetime accessTokenLifetime,
            Audit audit) {
        this.clock = clock;
        this.lifetimes = config.tokens();
        this.grants = grants;
        this.interactions = interactions;
        this.consentNeed = consentNeed;
        this.targets = targets;
        this.accessTokenLifetime = accessTokenLifetime;
        this.audit = audit;
    }

    /** Completes a request that needed no step. */
    @Transactional
    OpaqueToken complete(AuthorizationRequest request, Client client, Target target, Session session) {
        Grant grant = grants.open(grant(request, client, session));
        return grants.issue(code(request, target, grant));
    }

    /**
     * Completes a stored attempt, once.
     *
     * @throws PageException if another tab was quicker
     */
    @Transactional
    OpaqueToken complete(Attempt attempt, Target target, Session session) {
        if (!interactions.finish(attempt)) {
            throw new PageException(PageFault.EXPIRED, "finished in another tab");
        }
        if (attempt.interaction().consented()) {
            consentNeed.remember(attempt.request(), attempt.client(), session.user);
            audit.record(new AuditEvent.ConsentGiven(
                    attempt.client().clientId,
                    session.user.sub,
                    consentNeed.granted(attempt.request(), attempt.client()).toString()));
        }
        return complete(attempt.request(), attempt.client(), target, session);
    }

    /** Ends a stored attempt without a grant. */
    @Transactional
    void abandon(Attempt attempt, OAuthError error) {
        interactions.finish(attempt);
        audit.record(new AuditEvent.AuthorizationRefused(
                Optional.of(attempt.client().clientId), error.code().wire(), error.description()));
    }

    private Grant grant(AuthorizationRequest request, Client client, Session session) {
        Grant grant = new Grant();
        Scope scope = consentNeed.granted(request, client);
        grant.client = client;
        grant.user = session.user;
        grant.sessionId = session.id;
        grant.sid = session.sid;
        grant.scope = scope.toString();
        grant.resources = request.resources();
        grant.claims = request.parameters().get("claims").orElse(null);
        grant.authTime = session.authTime;
        grant.acr = session.acr;
        grant.amr = session.amr;
        grant.offline = scope.contains(Scope.OFFLINE_ACCESS);
        grant.expiresAt = end(grant, client, scope, session);
        return grant;
    }

    /** What was granted for the session ends with it; what was granted to be used offline ends by itself. */
    private Instant end(Grant grant, Client client, Scope scope, Session session) {
        Instant now = clock.instant();
        if (!client.metadata.grantTypes().contains(ClientMetadata.REFRESH_TOKEN)) {
            return now.plus(lifetimes.codeLifetime())
                    .plus(accessTokenLifetime.longest(targets.of(scope, grant.resources)));
        }
        Instant end = now.plus(lifetimes.refreshLifetime());
        return grant.offline || end.isBefore(session.expiresAt) ? end : session.expiresAt;
    }

    private AuthorizationCode code(AuthorizationRequest request, Target target, Grant grant) {
        AuthorizationCode code = new AuthorizationCode();
        code.grant = grant;
        code.redirectUri = target.redirectUri();
        code.redirectUriGiven = target.given();
        code.codeChallenge = request.codeChallenge().map(CodeChallenge::value).orElse(null);
        code.nonce = request.nonce().orElse(null);
        code.expiresAt = clock.instant().plus(lifetimes.codeLifetime());
        return code;
    }
}
