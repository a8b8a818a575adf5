package dev.limen.resource;

import dev.limen.protocol.Scope;
import dev.limen.storage.Change;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The scope values that exist: those of OpenID Connect and those that the operator declared. */
@ApplicationScoped
public class Scopes {

    /** The names, the standard ones first, then the declared ones by name. */
    @Transactional
    public Set<String> known() {
        Set<String> names = new LinkedHashSet<>(StandardScopes.NAMES);
        ScopeDefinition.<ScopeDefinition>streamAll(Sort.by("name")).forEach(scope -> names.add(scope.name));
        return Collections.unmodifiableSet(names);
    }

    /** Whether OpenID Connect itself defines the scope; its description is then a page's own text. */
    public static boolean isStandard(String name) {
        return StandardScopes.CLAIMS.containsKey(name);
    }

    /** The operator's words for a declared scope. */
    @Transactional
    public Optional<String> description(String name) {
        return ScopeDefinition.<ScopeDefinition>findByIdOptional(name).map(scope -> scope.description);
    }

    /** The claims that these scope values ask for, {@code sub} among them with openid. */
    @Transactional
    public Set<String> claimsOf(Scope scope) {
        Set<String> claims = new LinkedHashSet<>();
        Set<String> declared = new LinkedHashSet<>();
        for (String name : scope.values()) {
            List<String> standard = StandardScopes.CLAIMS.get(name);
            if (standard == null) {
                declared.add(name);
            } else {
                claims.addAll(standard);
            }
        }
        if (!declared.isEmpty()) {
            ScopeDefinition.<ScopeDefinition>stream("name in ?1", declared).forEach(d -> claims.addAll(d.claims));
        }
        return Collections.unmodifiableSet(claims);
    }

    /** Every claim that some scope asks for, for {@code claims_supported}. */
    @Transactional
    public Set<String> claims() {
        return claimsOf(new Scope(known()));
    }

    /** Declares a scope, or changes what it means. The caller has checked it. */
    @Transactional
    public Change store(String name, Optional<String> description, List<String> claims) {
        Optional<ScopeDefinition> stored = ScopeDefinition.findByIdOptional(name);
        ScopeDefinition scope = stored.orElseGet(() -> ScopeDefinition.named(name));
        boolean same = Optional.ofNullable(scope.description).equals(description) && claims.equals(scope.claims);
        scope.description = description.orElse(null);
        scope.claims = List.copyOf(claims);
        if (stored.isEmpty()) {
            scope.persist();
            return Change.CREATED;
        }
        return same ? Change.UNCHANGED : Change.UPDATED;
    }
}
