package dev.limen.resource;

import dev.limen.config.Issuer;
import dev.limen.protocol.AuthorizationDetail;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds what tokens are for (RFC 8707). A resource is reached through its scopes: who may ask for none of them may not
 * name it. What no resource understands belongs to Limen itself, which can be named by its issuer identifier.
 */
@ApplicationScoped
public class Targets {

    private final Declared declared;
    private final Issuer issuer;

    Targets(Declared declared, Issuer issuer) {
        this.declared = declared;
        this.issuer = issuer;
    }

    /**
     * What a scope is good for, at these resources alone; those of them that are not declared any more, or understand
     * none of it, are left out.
     *
     * @param resources identifiers; empty: every resource that understands a value of the scope
     */
    public Target of(Scope scope, List<String> resources) {
        return of(scope, AuthorizationDetails.NONE, resources);
    }

    /** The same for a scope with authorization details; those that are for none of the resources are left out. */
    public Target of(Scope scope, AuthorizationDetails details, List<String> resources) {
        List<ProtectedResource> all = declared.now().resources();
        Set<String> places = new LinkedHashSet<>();
        details.all().forEach(detail -> places.addAll(places(detail)));
        List<ProtectedResource> chosen = all.stream()
                .filter(resource -> resources.isEmpty() || resources.contains(resource.identifier))
                .filter(resource -> understands(resource, scope) || places.contains(resource.identifier))
                .toList();
        Scope kept = resources.isEmpty() ? scope : keep(scope, all, chosen);
        List<String> audience = audience(chosen, kept, resources);
        return new Target(chosen, kept, audience, meantFor(audience, details));
    }

    /** Those of the details that concern one of these (RFC 9396, sections 7 and 12): nobody learns what is for others. */
    public AuthorizationDetails meantFor(List<String> audience, AuthorizationDetails details) {
        return details.only(detail -> {
            Set<String> places = places(detail);
            return places.isEmpty() || audience.stream().anyMatch(places::contains);
        });
    }

    /** Where a detail is understood: at the resources of its type, or at those of them in which its locations lie. */
    private Set<String> places(AuthorizationDetail detail) {
        List<String> resources = Optional.ofNullable(declared.now().types().get(detail.type()))
                .map(type -> type.resources)
                .orElse(List.of());
        return resources.stream()
                .filter(resource -> detail.locations().isEmpty()
                        || detail.locations().stream()
                                .anyMatch(location -> AuthorizationDetailsTypes.lies(location, resource)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * The same for resources that a request names.
     *
     * @throws OAuthException {@code invalid_target} unless each of them is declared and understands a value of the scope
     *     (RFC 8707, section 2)
     */
    public Target named(Scope scope, List<String> resources) {
        return named(scope, AuthorizationDetails.NONE, resources);
    }

    /** The same for a scope with authorization details. */
    public Target named(Scope scope, AuthorizationDetails details, List<String> resources) {
        Target target = of(scope, details, resources);
        boolean each = resources.stream().allMatch(target.audience()::contains) && !target.isEmpty();
        if (!resources.isEmpty() && !each) {
            throw new OAuthException(
                    ErrorCode.INVALID_TARGET,
                    "a resource is not known, or none of the scope is for it",
                    "RFC 8707, section 2");
        }
        return target;
    }

    private static boolean understands(ProtectedResource resource, Scope scope) {
        return resource.scopes.stream().anyMatch(scope::contains);
    }

    /** Without what only resources understand that were not chosen. */
    private static Scope keep(Scope scope, List<ProtectedResource> all, List<ProtectedResource> chosen) {
        Set<String> dropped = new LinkedHashSet<>();
        all.forEach(resource -> dropped.addAll(resource.scopes));
        chosen.forEach(resource -> resource.scopes.forEach(dropped::remove));
        return scope.without(dropped);
    }

    /** Limen itself is among them for what its userinfo endpoint answers, where it is named, or is all there is. */
    private List<String> audience(List<ProtectedResource> chosen, Scope scope, List<String> resources) {
        List<String> audience = new ArrayList<>();
        chosen.forEach(resource -> audience.add(resource.identifier));
        boolean ours = scope.contains(Scope.OPENID) || resources.contains(issuer.value()) || audience.isEmpty();
        if (ours && !audience.contains(issuer.value())) {
            audience.add(issuer.value());
        }
        return List.copyOf(audience);
    }
}
