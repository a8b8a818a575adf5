package dev.limen.resource;

import dev.limen.protocol.Scope;
import dev.limen.storage.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The scope values that exist: those of OpenID Connect and those that the operator declared. */
@ApplicationScoped
public class Scopes {

    private final Declared declared;
    private final Event<Declared.Changed> changed;

    Scopes(Declared declared, Event<Declared.Changed> changed) {
        this.declared = declared;
        this.changed = changed;
    }

    /** The names, the standard ones first, then the declared ones by name. */
    public Set<String> known() {
        Set<String> names = new LinkedHashSet<>(StandardScopes.NAMES);
        names.addAll(declared.now().scopes().keySet());
        return Collections.unmodifiableSet(names);
    }

    /**
     * As {@link #known()}, but what the database says within the caller's transaction: for decisions about what is stored.
     * Loads no entity, so what the transaction changes later cannot be seen by others before it commits.
     */
    @Transactional
    public Set<String> stored() {
        Set<String> names = new LinkedHashSet<>(StandardScopes.NAMES);
        names.addAll(ScopeDefinition.find("select name from ScopeDefinition")
                .project(String.class)
                .list());
        return Collections.unmodifiableSet(names);
    }

    /** Whether OpenID Connect itself defines the scope; its description is then a page's own text. */
    public static boolean isStandard(String name) {
        return StandardScopes.CLAIMS.containsKey(name);
    }

    /** The operator's words for a declared scope. */
    public Optional<String> description(String name) {
        return Optional.ofNullable(declared.now().scopes().get(name)).map(scope -> scope.description);
    }

    /** The claims that these scope values ask for, {@code sub} among them with openid. */
    public Set<String> claimsOf(Scope scope) {
        Set<String> claims = new LinkedHashSet<>();
        scope.values().forEach(name -> claims.addAll(claimsOf(name)));
        return Collections.unmodifiableSet(claims);
    }

    private List<String> claimsOf(String name) {
        if (isStandard(name)) {
            return StandardScopes.CLAIMS.get(name);
        }
        return Optional.ofNullable(declared.now().scopes().get(name))
                .map(scope -> scope.claims)
                .orElse(List.of());
    }

    /** Every claim that some scope asks for, for {@code claims_supported}. */
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
        changed.fire(new Declared.Changed());
        if (stored.isEmpty()) {
            scope.persist();
            return Change.CREATED;
        }
        return same ? Change.UNCHANGED : Change.UPDATED;
    }
}
