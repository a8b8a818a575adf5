package dev.limen.authorize;

import dev.limen.client.Client;
import dev.limen.grant.Consents;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.AuthorizationRequest;
import dev.limen.protocol.ClaimsLocales;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadata.ConsentMode;
import dev.limen.protocol.Scope;
import dev.limen.resource.AuthorizationDetailsTypes;
import dev.limen.resource.Scopes;
import dev.limen.resource.Targets;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says whether the person must be asked, and remembers the answer. */
@ApplicationScoped
class ConsentNeed {

    private final Consents consents;
    private final Scopes scopes;
    private final Targets targets;
    private final AuthorizationDetailsTypes detailsTypes;

    ConsentNeed(Consents consents, Scopes scopes, Targets targets, AuthorizationDetailsTypes detailsTypes) {
        this.consents = consents;
        this.scopes = scopes;
        this.targets = targets;
        this.detailsTypes = detailsTypes;
    }

    /** Whether something is asked that the person has not allowed this client before. */
    boolean exists(AuthorizationRequest request, Client client, User user, Target target) {
        return switch (client.metadata.consent()) {
            case NONE -> false;
            case ALWAYS -> true;
            case REMEMBER ->
                impersonable(client.metadata, target)
                        || detailsTypes.askedEachTime(details(request, client))
                        || !consents.cover(
                                user,
                                client,
                                granted(request, client).values(),
                                claims(request, client),
                                details(request, client));
        };
    }

    /** Remembers what the person allowed, where the client is one for which that is done. */
    void remember(AuthorizationRequest request, Client client, User user) {
        if (client.metadata.consent() == ConsentMode.REMEMBER) {
            consents.remember(
                    user,
                    client,
                    granted(request, client).values(),
                    claims(request, client),
                    detailsTypes.remembered(details(request, client)));
        }
    }

    /**
     * What the grant will hold: only what the named resources understand, and offline_access only where a refresh token can
     * come of it (OpenID Connect Core 1.0, section 11).
     */
    Scope granted(AuthorizationRequest request, Client client) {
        Scope scope =
                client.metadata.usable(targets.of(request.scope(), request.authorizationDetails(), request.resources())
                        .scope());
        return request.responseType().code() ? scope : scope.without(Scope.OFFLINE_ACCESS);
    }

    /** What the grant will hold beyond its scope (RFC 9396). */
    AuthorizationDetails details(AuthorizationRequest request, Client client) {
        return detailsTypes.usable(
                targets.of(request.scope(), request.authorizationDetails(), request.resources())
                        .details(),
                client.metadata);
    }

    /** The claims asked for by name that no granted scope gives already. */
    private Set<String> claims(AuthorizationRequest request, Client client) {
        Set<String> names = request.claims().names().stream()
                .map(ClaimsLocales::base)
                .collect(Collectors.toCollection(TreeSet::new));
        names.removeAll(scopes.claimsOf(granted(request, client)));
        names.removeAll(Set.of("sub", "auth_time", "acr", "amr", "azp", "sid"));
        return names;
    }

    /**
     * RFC 8252, section 8.6: any program on the person's machine can pretend to be a public native application, unless
     * its redirection URI is a claimed https one; such a client is never let through unseen.
     */
    private static boolean impersonable(ClientMetadata client, Target target) {
        return client.isPublic() && client.isNative() && !target.redirectUri().startsWith("https:");
    }
}
