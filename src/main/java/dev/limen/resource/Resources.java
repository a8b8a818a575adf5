package dev.limen.resource;

import dev.limen.protocol.Scope;
import dev.limen.storage.Change;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The declared protected resources. */
@ApplicationScoped
public class Resources {

    /** The resource with this identifier, compared byte for byte. */
    @Transactional
    public Optional<ProtectedResource> find(String identifier) {
        return ProtectedResource.findByIdOptional(identifier);
    }

    /** The resources that understand a value of this scope, by identifier. */
    @Transactional
    public List<ProtectedResource> of(Scope scope) {
        return ProtectedResource.<ProtectedResource>streamAll(Sort.by("identifier"))
                .filter(resource -> resource.scopes.stream().anyMatch(scope::contains))
                .toList();
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
        if (stored.isEmpty()) {
            resource.persist();
            return Change.CREATED;
        }
        return same ? Change.UNCHANGED : Change.UPDATED;
    }
}
