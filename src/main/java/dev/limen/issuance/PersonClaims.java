package dev.limen.issuance;

import dev.limen.protocol.ClaimsLocales;
import dev.limen.protocol.ClaimsRequest;
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

    /**
     * The claims of these names that the person has; a claim without a value is left out (section 5.3.2). In one language
     * they keep their names, in several each has its language behind its name, beside the one that has none.
     */
    public Map<String, Object> of(User user, Collection<String> names, ClaimsLocales locales) {
        Map<String, Object> claims = new LinkedHashMap<>();
        names.forEach(name -> claims.putAll(one(user, name, locales)));
        return claims;
    }

    /**
     * The claims that were asked for one by one; another value than one that will do is left out (section 5.5.1). One that
     * is asked for in a language comes in the nearest that there is, or else without.
     */
    public Map<String, Object> asked(User user, Map<String, ClaimsRequest.Wanted> wanted, ClaimsLocales locales) {
        Map<String, Object> claims = new LinkedHashMap<>();
        wanted.forEach((name, how) -> one(user, name, locales).forEach((found, value) -> {
            if (how.accepts(value)) {
                claims.put(found, value);
            }
        }));
        return claims;
    }

    private static Map<String, Object> one(User user, String name, ClaimsLocales locales) {
        Optional<String> tag = ClaimsLocales.tag(name);
        if (tag.isPresent()) {
            return named(
                    user, nearest(user, ClaimsLocales.base(name), tag.get()).orElse(ClaimsLocales.base(name)));
        }
        List<String> tags = locales.tags();
        if (tags.size() == 1) {
            String found = nearest(user, name, tags.getFirst()).orElse(name);
            return value(user, found).map(value -> Map.of(name, value)).orElse(Map.of());
        }
        Map<String, Object> claims = new LinkedHashMap<>(named(user, name));
        tags.forEach(each -> nearest(user, name, each).ifPresent(found -> claims.putAll(named(user, found))));
        return claims;
    }

    private static Optional<String> nearest(User user, String base, String tag) {
        return ClaimsLocales.nearest(base, tag, user.claims.keySet());
    }

    private static Map<String, Object> named(User user, String name) {
        return value(user, name).map(value -> Map.of(name, value)).orElse(Map.of());
    }

    private static Optional<Object> value(User user, String name) {
        return switch (name) {
            case "sub" -> Optional.of(user.sub);
            case "preferred_username" -> Optional.of(user.claims.getOrDefault(name, user.username));
            case "updated_at" -> Optional.of(user.claims.getOrDefault(name, user.updatedAt.getEpochSecond()));
            case "roles" -> Optional.of((Object) user.roles).filter(all -> !user.roles.isEmpty());
            case "groups" -> Optional.of((Object) user.groups).filter(all -> !user.groups.isEmpty());
            default -> Optional.ofNullable(user.claims.get(name));
        };
    }
}
