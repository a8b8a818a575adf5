package dev.limen.authorize;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.Client;
import dev.limen.config.LimenConfig;
import dev.limen.config.Profiles;
import dev.limen.grant.AuthorizationCode;
import dev.limen.grant.Grant;
import dev.limen.grant.Grants;
import dev.limen.interaction.AuthorizationAttempt;
import dev.limen.interaction.Interactions;
import dev.limen.interaction.PushedHandle;
import dev.limen.interaction.PushedRequests;
import dev.limen.issuance.Admitted;
import dev.limen.issuance.Gate;
import dev.limen.issuance.Issuance;
import dev.limen.issuance.Redemption;
import dev.limen.issuance.SessionGrants;
import dev.limen.issuance.TokenRequest;
import dev.limen.protocol.AuthorizationRequest;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.CodeChallenge;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Scope;
import dev.limen.protocol.SenderConstraint;
import dev.limen.session.Session;
import dev.limen.web.PageException;
import dev.limen.web.PageFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Ends an authorization: the grant and its code, in one transaction. */
@ApplicationScoped
class Completion {

    private final Clock clock;
    private final LimenConfig.Tokens lifetimes;
    private final Profiles profiles;
    private final Grants grants;
    private final Interactions interactions;
    private final PushedRequests pushedRequests;
    private final ConsentNeed consentNeed;
    private final SessionGrants sessionGrants;
    private final Gate gate;
    private final Issuance issuance;
    private final Audit audit;

    Completion(
            Clock clock,
            LimenConfig config,
            Profiles profiles,
            Grants grants,
            Interactions interactions,
            PushedRequests pushedRequests,
            ConsentNeed consentNeed,
            SessionGrants sessionGrants,
            Gate gate,
            Issuance issuance,
            Audit audit) {
        this.clock = clock;
        this.lifetimes = config.tokens();
        this.profiles = profiles;
        this.grants = grants;
        this.interactions = interactions;
        this.pushedRequests = pushedRequests;
        this.consentNeed = consentNeed;
        this.sessionGrants = sessionGrants;
        this.gate = gate;
        this.issuance = issuance;
        this.audit = audit;
    }

    /**
     * Completes a request that needed no step.
     *
     * @param acr what is said about how the person signed in
     * @return the parameters of the authorization response
     */
    @Transactional
    Map<String, String> complete(
            AuthorizationRequest request,
            Optional<PushedHandle> pushed,
            Client client,
            Target target,
            Session session,
            Optional<String> acr) {
        pushed.ifPresent(this::useUp);
        Grant grant = grant(request, client, session);
        grant.acr = acr.orElse(null);
        grants.open(grant);
        Optional<OpaqueToken> code = request.responseType().code()
                ? Optional.of(grants.issue(code(request, target, grant)))
                : Optional.empty();
        if (!request.responseType().tokensInFront()) {
            return Map.of("code", code.orElseThrow().reveal());
        }
        return inFront(request, client, grant, code);
    }

    /** RFC 9126, section 7.3. */
    private void useUp(PushedHandle pushed) {
        if (!pushedRequests.use(pushed)) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST_URI, "request_uri was used before", "RFC 9126, section 7.3");
        }
    }

    /** What passes through the browser is issued as at the token endpoint: past the one gate. */
    private Map<String, String> inFront(
            AuthorizationRequest request, Client client, Grant grant, Optional<OpaqueToken> code) {
        TokenRequest asked = new TokenRequest(client, request.parameters(), SenderConstraint.BEARER);
        Admitted admitted =
                gate.admit(asked, Redemption.of(grant, grant.grantedScope()).withNonce(request.nonce()));
        audit.record(
                new AuditEvent.TokenIssued(client.clientId, admitted.subject(), ClientMetadata.IMPLICIT, grant.scope));
        return issuance.inFront(admitted, request.responseType(), code);
    }

    /**
     * Completes a stored attempt, once.
     *
     * @throws PageException if another tab was quicker
     */
    @Transactional
    Map<String, String> complete(AuthorizationAttempt attempt, Target target, Session session, Optional<String> acr) {
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
        return complete(attempt.request(), attempt.interaction().pushed(), attempt.client(), target, session, acr);
    }

    /** Ends a stored attempt without a grant. */
    @Transactional
    void abandon(AuthorizationAttempt attempt, OAuthError error) {
        interactions.finish(attempt);
        attempt.interaction().pushed().ifPresent(pushedRequests::use);
        audit.record(new AuditEvent.AuthorizationRefused(
                Optional.of(attempt.client().clientId), error.code().wire(), error.description()));
    }

    private Grant grant(AuthorizationRequest request, Client client, Session session) {
        Scope scope = consentNeed.granted(request, client);
        Grant grant = sessionGrants.of(
                session,
                client,
                scope,
                consentNeed.details(request, client),
                request.resources(),
                codeLifetime(client));
        grant.claims = request.parameters().get("claims").orElse(null);
        grant.claimsLocales = request.claimsLocales().orElse(null);
        return grant;
    }

    private Duration codeLifetime(Client client) {
        Duration longest = profiles.required(client.metadata).codeLifetime();
        return lifetimes.codeLifetime().compareTo(longest) <= 0 ? lifetimes.codeLifetime() : longest;
    }

    private AuthorizationCode code(AuthorizationRequest request, Target target, Grant grant) {
        AuthorizationCode code = new AuthorizationCode();
        code.grant = grant;
        code.redirectUri = target.redirectUri();
        code.redirectUriGiven = target.given();
        code.codeChallenge = request.codeChallenge().map(CodeChallenge::value).orElse(null);
        code.dpopJkt = request.dpopJkt().orElse(null);
        code.nonce = request.nonce().orElse(null);
        code.expiresAt = clock.instant().plus(codeLifetime(grant.client));
        return code;
    }
}
