package dev.limen.subject;

import dev.limen.client.Client;
import dev.limen.grant.Grant;
import dev.limen.grant.Grants;
import dev.limen.user.User;
import dev.limen.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The people in the claims {@code act} and {@code may_act} (RFC 8693, sections 4.1 and 4.4), each under the subject by which
 * the reader knows them. What a token says is in the terms of its own client. Clients go by their identifiers.
 */
@ApplicationScoped
public class ActorSubjects {

    private final SubjectIdentifiers subjects;
    private final Grants grants;
    private final Users users;

    ActorSubjects(SubjectIdentifiers subjects, Grants grants, Users users) {
        this.subjects = subjects;
        this.grants = grants;
        this.users = users;
    }

    /**
     * Who acts, for another reader than the client of the token.
     *
     * @param act the claim as the token says it; empty where nobody acts
     * @param grant the grant of the token: every person who acts has given one of those from which it descends
     */
    public Map<String, Object> act(Map<String, Object> act, Grant grant, Client reader) {
        if (act.isEmpty() || subjects.agree(grant.client, reader)) {
            return act;
        }
        return chain(act, grants.peopleBehind(grant), grant.client, reader);
    }

    private Map<String, Object> chain(Map<?, ?> act, List<User> people, Client from, Client reader) {
        Map<String, Object> told = new LinkedHashMap<>();
        act.forEach((name, value) -> told.put(
                name.toString(), value instanceof Map<?, ?> before ? chain(before, people, from, reader) : value));
        people.stream()
                .filter(person -> subjects.of(person, from).equals(act.get("sub")))
                .findFirst()
                .ifPresent(person -> told.put("sub", subjects.of(person, reader)));
        return told;
    }

    /** Who alone may act for whom the tokens of a grant are about; empty where nothing is said. */
    public Map<String, Object> mayAct(Grant grant) {
        return mayAct(grant, grant.client);
    }

    /** The same, for another reader than the client of the grant. */
    public Map<String, Object> mayAct(Grant grant, Client reader) {
        return grant.subject().map(person -> mayAct(person, reader)).orElse(Map.of());
    }

    /** Who alone may act for a person, as the account says it; empty where it says nothing. */
    public Map<String, Object> mayAct(User person, Client reader) {
        Map<String, Object> declared = person.mayAct();
        if (!reader.metadata.isPairwise() || !(declared.get("sub") instanceof String sub)) {
            return declared;
        }
        Map<String, Object> told = new LinkedHashMap<>(declared);
        users.bySub(sub).ifPresent(named -> told.put("sub", subjects.of(named, reader)));
        return told;
    }
}
