package dev.limen.exchange;

import dev.limen.client.Client;
import dev.limen.issuance.AccessTokenFacts;
import dev.limen.issuance.TokenCheck;
import dev.limen.issuance.TokenRequest;
import dev.limen.protocol.ExchangePermission;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.SenderConstraint;
import dev.limen.resource.Resources;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * The tokens that a request gives. Each is live at this moment, is the client's own or one that it was meant to receive
 * from a client that it may take it from, and keeps what it is bound to.
 */
@ApplicationScoped
class GivenTokens {

    private static final String SUBJECT = "subject_token";
    private static final String ACTOR = "actor_token";

    private final TokenCheck tokens;
    private final Resources resources;

    GivenTokens(TokenCheck tokens, Resources resources) {
        this.tokens = tokens;
        this.resources = resources;
    }

    /** On whose behalf the request is made. */
    AccessTokenFacts subject(TokenRequest request, ExchangePermission permission) {
        String value = request.parameters().require(SUBJECT, "RFC 8693, section 2.1");
        return accepted(request, permission, SUBJECT, value);
    }

    /** Who acts, where a token says it. */
    Optional<AccessTokenFacts> actor(TokenRequest request, ExchangePermission permission) {
        Parameters parameters = request.parameters();
        if (parameters.has(ACTOR + "_type") && !parameters.has(ACTOR)) {
            throw Refusals.request("actor_token_type is sent without actor_token");
        }
        Optional<AccessTokenFacts> actor =
                parameters.get(ACTOR).map(value -> accepted(request, permission, ACTOR, value));
        if (actor.filter(facts -> !facts.act().isEmpty()).isPresent()) {
            throw Refusals.policy("actor_token has an actor of its own");
        }
        return actor;
    }

    /** Whether the token was issued to the client itself. */
    static boolean isOwn(Client client, AccessTokenFacts facts) {
        return facts.grant().client.id.equals(client.id);
    }

    private AccessTokenFacts accepted(
            TokenRequest request, ExchangePermission permission, String parameter, String value) {
        AccessTokenFacts facts = live(type(request.parameters(), parameter), value)
                .orElseThrow(() -> Refusals.token(parameter, "not live, or of another type"));
        if (!isOwn(request.client(), facts) && !isMeantFor(request.client(), permission, facts)) {
            throw Refusals.token(parameter, "of " + facts.grant().client + " for " + facts.audience());
        }
        refuseUnproven(request, parameter, facts);
        return facts;
    }

    private static TokenType type(Parameters parameters, String parameter) {
        return TokenType.of(parameters.require(parameter + "_type", "RFC 8693, section 2.1"))
                .orElseThrow(() -> Refusals.request(parameter + "_type has a value that is not supported"));
    }

    private Optional<AccessTokenFacts> live(TokenType type, String value) {
        return switch (type) {
            case ACCESS_TOKEN -> tokens.live(value);
            case JWT -> value.indexOf('.') < 0 ? Optional.empty() : tokens.live(value);
            case ID_TOKEN -> tokens.liveIdToken(value);
        };
    }

    /** Whoever came by a token that was meant for another must not be able to turn it into one of its own. */
    private boolean isMeantFor(Client client, ExchangePermission permission, AccessTokenFacts facts) {
        return permission.subjectClients().contains(facts.grant().client.clientId)
                && (facts.audience().contains(client.clientId)
                        || facts.audience().stream().anyMatch(permission.subjectAudiences()::contains)
                        || resources.introspects(client.clientId, facts.audience()));
    }

    /**
     * S30: a token that is bound to a key is its holder's to use, who proves the key. The recipient of another's token has
     * seen that proof and cannot repeat it; it proves a key of its own, so that what it gets is not bound to nothing.
     */
    private static void refuseUnproven(TokenRequest request, String parameter, AccessTokenFacts facts) {
        SenderConstraint constraint = facts.constraint();
        SenderConstraint proven = request.proven();
        if (constraint.equals(SenderConstraint.BEARER)) {
            return;
        }
        boolean holds =
                isOwn(request.client(), facts) ? constraint.equals(proven) : !proven.equals(SenderConstraint.BEARER);
        if (!holds) {
            throw Refusals.policy(
                    parameter + " is bound to a key, and the request does not prove the key that it must");
        }
    }
}
