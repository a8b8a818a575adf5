package dev.limen.exchange;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.Client;
import dev.limen.grant.DerivedGrants;
import dev.limen.grant.Grant;
import dev.limen.issuance.AccessTokenFacts;
import dev.limen.issuance.GrantType;
import dev.limen.issuance.Narrowing;
import dev.limen.issuance.Redemption;
import dev.limen.issuance.TokenRequest;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.ExchangePermission;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.Scope;
import dev.limen.protocol.SenderConstraint;
import dev.limen.resource.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The token exchange grant (RFC 8693). What it gives is never good for more scope than the subject token, nor for other
 * recipients than the client may have tokens for, nor for longer than what was given.
 */
@ApplicationScoped
class TokenExchangeGrant implements GrantType {

    private final GivenTokens given;
    private final Actors actors;
    private final Recipients recipients;
    private final Narrowing narrowing;
    private final DerivedGrants grants;
    private final Audit audit;

    TokenExchangeGrant(
            GivenTokens given,
            Actors actors,
            Recipients recipients,
            Narrowing narrowing,
            DerivedGrants grants,
            Audit audit) {
        this.given = given;
        this.actors = actors;
        this.recipients = recipients;
        this.narrowing = narrowing;
        this.grants = grants;
        this.audit = audit;
    }

    @Override
    public String name() {
        return ClientMetadata.TOKEN_EXCHANGE_GRANT;
    }

    @Override
    public Redemption redeem(TokenRequest request) {
        ExchangePermission permission = permission(request.client());
        TokenType wanted = wanted(request.parameters());
        AccessTokenFacts subject = given.subject(request, permission);
        Optional<AccessTokenFacts> actor = given.actor(request, permission);
        Map<String, Object> act = actors.of(request.client(), permission, subject, actor);
        Redemption redemption = redemption(request, permission, subject, actor)
                .actedBy(act)
                .inExchange(new Redemption.Exchanged(wanted.identifier(), end(subject, actor)));
        Target target = narrowing.of(request, redemption);
        recipients.refuseOther(target, permission);
        refuseOtherForm(wanted, target, request.client());
        record(request.client(), subject, act, target);
        return redemption;
    }

    private Redemption redemption(
            TokenRequest request,
            ExchangePermission permission,
            AccessTokenFacts subject,
            Optional<AccessTokenFacts> actor) {
        Parameters parameters = request.parameters();
        Scope granted = recipients.scope(subject.scope(), parameters, permission);
        return Redemption.of(grant(request.client(), subject, actor), granted)
                .withScope(parameters.get("scope").map(Scope::parse).orElse(granted))
                // the person allowed them, and the client must be registered for their types like the one that it has
                // them from
                .withDetails(subject.details())
                .withResources(recipients.most(parameters, permission))
                .boundTo(ownConstraint(request.client(), subject));
    }

    private void record(Client client, AccessTokenFacts subject, Map<String, Object> act, Target target) {
        audit.record(new AuditEvent.TokenExchanged(
                client.clientId,
                subject.grant().subject().map(person -> person.sub),
                subject.grant().client.clientId,
                names(act),
                target.audience()));
    }

    /** Registration refuses a client without; the rule holds here too, for one that was stored before. */
    private static ExchangePermission permission(Client client) {
        return client.metadata
                .tokenExchange()
                .filter(permission -> !client.metadata.isPublic())
                .orElseThrow(() -> new OAuthException(
                        ErrorCode.UNAUTHORIZED_CLIENT, "the client may exchange no tokens", "RFC 8693, section 2.1"));
    }

    /** Access tokens alone: who wants to know the person has userinfo, and what lasts would outlive its reason. */
    private static TokenType wanted(Parameters parameters) {
        return parameters
                .get("requested_token_type")
                .map(identifier -> TokenType.of(identifier)
                        .filter(type -> type != TokenType.ID_TOKEN)
                        .orElseThrow(() -> Refusals.request("requested_token_type has a value that is not supported")))
                .orElse(TokenType.ACCESS_TOKEN);
    }

    private static void refuseOtherForm(TokenType wanted, Target target, Client client) {
        String format = target.format().orElse(client.metadata.accessTokenFormat());
        if (wanted == TokenType.JWT && !format.equals("jwt")) {
            throw Refusals.request("the recipient wants access tokens in another form than requested_token_type");
        }
    }

    /** Less of a token of its own is the client's by the same grant; anything else descends from those that were given. */
    private Grant grant(Client client, AccessTokenFacts subject, Optional<AccessTokenFacts> actor) {
        if (actor.isEmpty() && GivenTokens.isOwn(client, subject)) {
            return subject.grant();
        }
        return grants.of(client, subject.grant(), actor.map(AccessTokenFacts::grant))
                .orElseThrow(() -> Refusals.policy("the subject_token has been exchanged too often"));
    }

    private static SenderConstraint ownConstraint(Client client, AccessTokenFacts subject) {
        return GivenTokens.isOwn(client, subject) ? subject.constraint() : SenderConstraint.BEARER;
    }

    private static Instant end(AccessTokenFacts subject, Optional<AccessTokenFacts> actor) {
        return actor.map(AccessTokenFacts::expiresAt)
                .filter(subject.expiresAt()::isAfter)
                .orElse(subject.expiresAt());
    }

    /** The subjects of {@code act}, the outermost first. */
    private static List<String> names(Map<String, Object> act) {
        List<String> names = new ArrayList<>();
        for (Object actor = act; actor instanceof Map<?, ?> members && !members.isEmpty(); ) {
            names.add(String.valueOf(members.get("sub")));
            actor = members.get("act");
        }
        return names;
    }
}
