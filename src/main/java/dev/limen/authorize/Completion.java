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
import dev.limen.protocol.SenderConstraint;
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
     * @param pushed the pushed request that it came in
     * @return the parameters of the authorization response
     */
    @Transactional
    Map<String, String> complete(Allowed allowed, Optional<PushedHandle> pushed) {
        pushed.ifPresent(this::useUp);
        Grant grant = grant(allowed);
        grants.open(grant);
        AuthorizationRequest request = allowed.request();
        Optional<OpaqueToken> code =
                request.responseType().code() ? Optional.of(grants.issue(code(allowed, grant))) : Optional.empty();
        if (!request.responseType().tokensInFront()) {
            return Map.of("code", code.orElseThrow().reveal());
        }
        return inFront(allowed, grant, code);
    }

    /** RFC 9126, section 7.3. */
    private void useUp(PushedHandle pushed) {
        if (!pushedRequests.use(pushed)) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST_URI, "request_uri was used before", "RFC 9126, section 7.3");
        }
    }

    /** What passes through the browser is issued as at the token endpoint: past the one gate. */
    private Map<String, String> inFront(Allowed allowed, Grant grant, Optional<OpaqueToken> code) {
        AuthorizationRequest request = allowed.request();
        Client client = allowed.client();
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
    Map<String, String> complete(Allowed allowed, AuthorizationAttempt attempt) {
        if (!interactions.finish(attempt)) {
            throw new PageException(PageFault.EXPIRED, "finished in another tab");
        }
        if (attempt.interaction().consented()) {
            consentNeed.remember(allowed.proposal(), allowed.client(), allowed.session().user);
            audit.record(new AuditEvent.ConsentGiven(
                    allowed.client().clientId,
                    allowed.session().user.sub,
                    allowed.proposal().scope().toString()));
        }
        return complete(allowed, attempt.interaction().pushed());
    }

    /** Ends a stored attempt without a grant. */
    @Transactional
    void abandon(AuthorizationAttempt attempt, OAuthError error) {
        interactions.finish(attempt);
        attempt.interaction().pushed().ifPresent(pushedRequests::use);
        audit.record(new AuditEvent.AuthorizationRefused(
                Optional.of(attempt.client().clientId), error.code().wire(), error.description()));
    }

    private Grant grant(Allowed allowed) {
        AuthorizationRequest request = allowed.request();
        Grant grant = sessionGrants.of(
                allowed.session(),
                allowed.client(),
                allowed.proposal().scope(),
                allowed.proposal().details(),
                request.resources(),
                codeLifetime(allowed.client()));
        grant.acr = allowed.acr().orElse(null);
        grant.claims = request.parameters().get("claims").orElse(null);
        grant.claimsLocales = request.claimsLocales().orElse(null);
        return grant;
    }

    private Duration codeLifetime(Client client) {
        Duration longest = profiles.required(client.metadata).codeLifetime();
        return lifetimes.codeLifetime().compareTo(longest) <= 0 ? lifetimes.codeLifetime() : longest;
    }

    private AuthorizationCode code(Allowed allowed, Grant grant) {
        AuthorizationRequest request = allowed.request();
        AuthorizationCode code = new AuthorizationCode();
        code.grant = grant;
        code.redirectUri = allowed.target().redirectUri();
        code.redirectUriGiven = allowed.target().given();
        code.codeChallenge = request.codeChallenge().map(CodeChallenge::value).orElse(null);
        code.dpopJkt = request.dpopJkt().orElse(null);
        code.nonce = request.nonce().orElse(null);
        code.expiresAt = clock.instant().plus(codeLifetime(grant.client));
        return code;
    }
}
