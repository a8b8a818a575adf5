package dev.limen.interaction;

import dev.limen.client.Client;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.AuthorizationRequest;
import dev.limen.protocol.ClaimsLocales;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Scope;
import dev.limen.resource.AuthorizationDetailsTypes;
import dev.limen.resource.Scopes;
import dev.limen.resource.Target;
import dev.limen.resource.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what a request can come to: the page that asks, the consent that is remembered and the grant all hold to it. */
@ApplicationScoped
public class Proposals {

    /** Claims about the sign-in rather than the person. */
    private static final Set<String> NOT_ABOUT_THE_PERSON = Set.of("sub", "auth_time", "acr", "amr", "azp", "sid");

    private final Scopes scopes;
    private final Targets targets;
    private final AuthorizationDetailsTypes detailsTypes;

    Proposals(Scopes scopes, Targets targets, AuthorizationDetailsTypes detailsTypes) {
        this.scopes = scopes;
        this.targets = targets;
        this.detailsTypes = detailsTypes;
    }

    /** What an authorization request can come to; offline access only where a refresh token can (OpenID Connect Core 1.0, section 11). */
    public Proposal of(AuthorizationRequest request, Client client) {
        Target target = targets.of(request.scope(), request.authorizationDetails(), request.resources());
        Scope usable = client.metadata.usable(target.scope());
        Scope scope = request.responseType().code() ? usable : usable.without(Scope.OFFLINE_ACCESS);
        return new Proposal(scope, detailsTypes.usable(target.details(), client.metadata), claims(request, scope));
    }

    /** What a request can come to that names neither resources nor claims. */
    public Proposal of(Scope scope, AuthorizationDetails details, ClientMetadata client) {
        return new Proposal(client.usable(scope), detailsTypes.usable(details, client), Set.of());
    }

    private Set<String> claims(AuthorizationRequest request, Scope scope) {
        Set<String> names = request.claims().names().stream()
                .map(ClaimsLocales::base)
                .collect(Collectors.toCollection(TreeSet::new));
        names.removeAll(scopes.claimsOf(scope));
        names.removeAll(NOT_ABOUT_THE_PERSON);
        return names;
    }
}
