package dev.limen.resource;

import dev.limen.protocol.Scope;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
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
}
