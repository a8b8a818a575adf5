package dev.limen.exchange;

import dev.limen.client.Client;
import dev.limen.config.Issuer;
import dev.limen.issuance.AccessTokenFacts;
import dev.limen.protocol.ExchangePermission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who acts for the subject of an exchanged token, as its {@code act} claim says it (RFC 8693, section 4.1). Those who
 * acted before stay in it, whatever the client may do.
 */
@ApplicationScoped
class Actors {

    private final Issuer issuer;

    Actors(Issuer issuer) {
        this.issuer = issuer;
    }

    /**
     * The members of {@code act}; empty where the client is taken for the subject itself, or only asks for less of a token
     * of its own.
     *
     * @throws dev.limen.protocol.OAuthException {@code invalid_request} if nobody may act in this way
     */
    Map<String, Object> of(
            Client client,
            ExchangePermission permission,
            AccessTokenFacts subject,
            Optional<AccessTokenFacts> actorToken) {
        if (actorToken.isEmpty() && GivenTokens.isOwn(client, subject)) {
            return subject.act();
        }
        Map<String, Object> mayAct = subject.mayAct();
        if (actorToken.isEmpty() && permission.impersonation() && mayAct.isEmpty()) {
            return subject.act();
        }
        if (!permission.delegation()) {
            throw Refusals.policy("the client may not act for the subject");
        }
        String actor = actorToken.map(AccessTokenFacts::subject).orElse(client.clientId);
        if (!mayAct.isEmpty() && !isNamed(actor, mayAct)) {
            throw Refusals.policy("the subject may be acted for by another only");
        }
        return chain(actor, subject.act());
    }

    /** RFC 8693, section 4.4: all members together identify the actor. */
    private boolean isNamed(String actor, Map<String, Object> mayAct) {
        return actor.equals(mayAct.get("sub")) && issuer.value().equals(mayAct.getOrDefault("iss", issuer.value()));
    }

    private static Map<String, Object> chain(String actor, Map<String, Object> before) {
        Map<String, Object> act = new LinkedHashMap<>();
        act.put("sub", actor);
        if (!before.isEmpty()) {
            act.put("act", before);
        }
        return act;
    }
}
