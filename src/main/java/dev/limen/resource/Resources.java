package dev.limen.resource;

import dev.limen.storage.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Collection;
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

    /** Whether a client asks about the tokens of this audience in the name of a resource among it. */
    public boolean introspects(String clientId, List<String> audience) {
        return declared.now().resources().stream()
                .anyMatch(resource ->
                        resource.introspectionClients.contains(clientId) && audience.contains(resource.identifier));
    }

    /** What is declared about these, of those that are declared. */
    public List<ProtectedResource> declared(Collection<String> identifiers) {
        return declared.now().resources().stream()
                .filter(resource -> identifiers.contains(resource.identifier))
                .toList();
    }

    /** The longest that any resource wants its access tokens to live, where one says so. */
    public Optional<Duration> longestAccessTokenLifetime() {
        return declared.now().resources().stream()
                .map(ProtectedResource::accessTokenLifetime)
                .flatMap(Optional::stream)
                .max(Duration::compareTo);
    }

    /** Declares a resource, or changes what is declared about it. The caller has checked it. */
    @Transactional
    public Change store(ResourceDeclaration declaration) {
        Optional<ProtectedResource> stored = find(declaration.identifier());
        ProtectedResource resource = stored.orElseGet(() -> ProtectedResource.identified(declaration.identifier()));
        boolean same = declaration.equals(resource.declaration());
        resource.declare(declaration);
        changed.fire(new Declared.Changed());
        if (stored.isEmpty()) {
            resource.persist();
            return Change.CREATED;
        }
        return same ? Change.UNCHANGED : Change.UPDATED;
    }
}
