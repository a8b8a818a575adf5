package dev.limen.issuance;

import dev.limen.client.Client;
import dev.limen.protocol.ClaimsLocales;
import dev.limen.protocol.ClaimsRequest;
import dev.limen.subject.ActorSubjects;
import dev.limen.subject.SubjectIdentifiers;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be said about a person, claim by claim (OpenID Connect Core 1.0, sections 5.1 and 5.2). */
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
     * (section 5.3.2). In one language they keep their names, in several each has its language behind its name, beside the
     * one that has none.
     */
    public Map<String, Object> of(User user, Client client, Collection<String> names, ClaimsLocales locales) {
        Map<String, Object> claims = new LinkedHashMap<>();
        names.forEach(name -> claims.putAll(one(user, client, name, locales)));
        return claims;
    }

    /**
     * The claims that were asked for one by one; another value than one that will do is left out (section 5.5.1). One that
     * is asked for in a language comes in the nearest that there is, or else without.
     */
    public Map<String, Object> asked(
            User user, Client client, Map<String, ClaimsRequest.Wanted> wanted, ClaimsLocales locales) {
        Map<String, Object> claims = new LinkedHashMap<>();
        wanted.forEach((name, how) -> one(user, client, name, locales).forEach((found, value) -> {
            if (how.accepts(value)) {
                claims.put(found, value);
            }
        }));
        return claims;
    }

    private Map<String, Object> one(User user, Client client, String name, ClaimsLocales locales) {
        Optional<String> tag = ClaimsLocales.tag(name);
        if (tag.isPresent()) {
            return named(
                    user,
                    client,
                    nearest(user, ClaimsLocales.base(name), tag.get()).orElse(ClaimsLocales.base(name)));
        }
        List<String> tags = locales.tags();
        if (tags.size() == 1) {
            String found = nearest(user, name, tags.getFirst()).orElse(name);
            return value(user, client, found).map(value -> Map.of(name, value)).orElse(Map.of());
        }
        Map<String, Object> claims = new LinkedHashMap<>(named(user, client, name));
        tags.forEach(each -> nearest(user, name, each).ifPresent(found -> claims.putAll(named(user, client, found))));
        return claims;
    }

    private static Optional<String> nearest(User user, String base, String tag) {
        return ClaimsLocales.nearest(base, tag, user.claims.keySet());
    }

    private Map<String, Object> named(User user, Client client, String name) {
        return value(user, client, name).map(value -> Map.of(name, value)).orElse(Map.of());
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
