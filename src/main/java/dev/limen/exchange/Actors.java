package dev.limen.exchange;

import dev.limen.client.Client;
import dev.limen.config.Issuer;
import dev.limen.grant.Grant;
import dev.limen.issuance.AccessTokenFacts;
import dev.limen.protocol.ExchangePermission;
import dev.limen.subject.ActorSubjects;
import dev.limen.subject.SubjectIdentifiers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who acts for the subject of an exchanged token, as its {@code act} claim says it (RFC 8693, section 4.1). Those who
 * acted before stay in it, whatever the client may do; the people among them under the subjects by which it knows them.
 */
@ApplicationScoped
class Actors {

    private final Issuer issuer;
    private final SubjectIdentifiers subjects;
    private final ActorSubjects told;

    Actors(Issuer issuer, SubjectIdentifiers subjects, ActorSubjects told) {
        this.issuer = issuer;
        this.subjects = subjects;
        this.told = told;
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
        Map<String, Object> before = told.act(subject.act(), subject.grant(), client);
        if (actorToken.isEmpty() && permission.impersonation() && mayAct.isEmpty()) {
            return before;
        }
        if (!permission.delegation()) {
            throw Refusals.policy("the client may not act for the subject");
        }
        Optional<Grant> actor = actorToken.map(AccessTokenFacts::grant);
        if (!mayAct.isEmpty() && !isNamed(actor.map(Grant::sub).orElse(client.clientId), mayAct)) {
            throw Refusals.policy("the subject may be acted for by another only");
        }
        return chain(actor.map(grant -> subjects.of(grant, client)).orElse(client.clientId), before);
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
