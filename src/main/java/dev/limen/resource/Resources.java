package dev.limen.resource;

import dev.limen.protocol.Scope;
import dev.limen.storage.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The declared protected resources. */
@ApplicationScoped
public class Resources {

    private final Declared declared;
    private final Event<Declared.Changed> changed;

    Resources(Declared declared, Event<Declared.Changed> changed) {
        this.declared = declared;
        this.changed = changed;
    }

    /** The resource with this identifier, compared byte for byte. */
    @Transactional
    public Optional<ProtectedResource> find(String identifier) {
        return ProtectedResource.findByIdOptional(identifier);
    }

    /** The resources that understand a value of this scope, by identifier. */
    public List<ProtectedResource> of(Scope scope) {
        return declared.now().resources().stream()
                .filter(resource -> resource.scopes.stream().anyMatch(scope::contains))
                .toList();
    }

    /** The longest that any resource wants its access tokens to live, where one says so. */
    public Optional<Duration> longestAccessTokenLifetime() {
        return declared.now().resources().stream()
                .map(ProtectedResource::accessTokenLifetime)
                .flatMap(Optional::stream)
                .max(Duration::compareTo);
    }

    /** Declares a resource, or changes what it accepts. The caller has checked it. */
    @Transactional
    public Change store(
            String identifier, List<String> scopes, Optional<Duration> tokenLifetime, Optional<String> tokenFormat) {
        Optional<ProtectedResource> stored = find(identifier);
        ProtectedResource resource = stored.orElseGet(() -> ProtectedResource.identified(identifier));
        boolean same = scopes.equals(resource.scopes)
                && tokenLifetime.equals(resource.accessTokenLifetime())
                && tokenFormat.equals(resource.accessTokenFormat());
        resource.scopes = List.copyOf(scopes);
        resource.accessTokenLifetime = tokenLifetime.map(Duration::toSeconds).orElse(null);
        resource.accessTokenFormat = tokenFormat.orElse(null);
        changed.fire(new Declared.Changed());
        if (stored.isEmpty()) {
            resource.persist();
            return Change.CREATED;
        }
        return same ? Change.UNCHANGED : Change.UPDATED;
    }
}
