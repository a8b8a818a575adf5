package dev.limen.issuance;

import dev.limen.client.Client;
import dev.limen.protocol.ClaimsRequest;
import dev.limen.subject.ActorSubjects;
import dev.limen.subject.SubjectIdentifiers;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What can be said about a person, claim by claim (OpenID Connect Core 1.0, section 5.1). */
@ApplicationScoped
public class PersonClaims {

    private final SubjectIdentifiers subjects;
    private final ActorSubjects actors;

    PersonClaims(SubjectIdentifiers subjects, ActorSubjects actors) {
        this.subjects = subjects;
        this.actors = actors;
    }

    /**
     * The claims of these names that the person has, as they are said to this client; a claim without a value is left out
     * (section 5.3.2).
     */
    public Map<String, Object> of(User user, Client client, Collection<String> names) {
        Map<String, Object> claims = new LinkedHashMap<>();
        for (String name : names) {
            value(user, client, name).ifPresent(value -> claims.put(name, value));
        }
        return claims;
    }

    /** The claims that were asked for one by one; another value than one that will do is left out (section 5.5.1). */
    public Map<String, Object> asked(User user, Client client, Map<String, ClaimsRequest.Wanted> wanted) {
        Map<String, Object> claims = of(user, client, wanted.keySet());
        claims.entrySet().removeIf(claim -> !wanted.get(claim.getKey()).accepts(claim.getValue()));
        return claims;
    }

    private Optional<Object> value(User user, Client client, String name) {
        return switch (name) {
            case "sub" -> Optional.of(subjects.of(user, client));
            case "may_act" ->
                Optional.of((Object) actors.mayAct(user, client))
                        .filter(any -> !user.mayAct().isEmpty());
            case "preferred_username" -> Optional.of(user.claims.getOrDefault(name, user.username));
            case "updated_at" -> Optional.of(user.claims.getOrDefault(name, user.updatedAt.getEpochSecond()));
            case "roles" -> Optional.of((Object) user.roles).filter(all -> !user.roles.isEmpty());
            case "groups" -> Optional.of((Object) user.groups).filter(all -> !user.groups.isEmpty());
            default -> Optional.ofNullable(user.claims.get(name));
        };
    }
}
