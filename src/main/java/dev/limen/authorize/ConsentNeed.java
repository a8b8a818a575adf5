package dev.limen.authorize;

import dev.limen.client.Client;
import dev.limen.grant.Consents;
import dev.limen.protocol.AuthorizationRequest;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadata.ConsentMode;
import dev.limen.protocol.Scope;
import dev.limen.resource.Scopes;
import dev.limen.resource.Targets;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.TreeSet;

/** Says whether the person must be asked, and remembers the answer. */
@ApplicationScoped
class ConsentNeed {

    private final Consents consents;
    private final Scopes scopes;
    private final Targets targets;

    ConsentNeed(Consents consents, Scopes scopes, Targets targets) {
        this.consents = consents;
        this.scopes = scopes;
        this.targets = targets;
    }

    /** Whether something is asked that the person has not allowed this client before. */
    boolean exists(AuthorizationRequest request, Client client, User user, Target target) {
        return switch (client.metadata.consent()) {
            case NONE -> false;
            case ALWAYS -> true;
            case REMEMBER ->
                impersonable(client.metadata, target)
                        || !consents.cover(
                                user, client, granted(request, client).values(), claims(request, client));
        };
    }

    /** Remembers what the person allowed, where the client is one for which that is done. */
    void remember(AuthorizationRequest request, Client client, User user) {
        if (client.metadata.consent() == ConsentMode.REMEMBER) {
            consents.remember(user, client, granted(request, client).values(), claims(request, client));
        }
    }

    /**
     * What the grant will hold: only what the named resources understand, and offline_access only for a client that can
     * use a refresh token (OpenID Connect Core 1.0, section 11).
     */
    Scope granted(AuthorizationRequest request, Client client) {
        Scope scope = targets.of(request.scope(), request.resources()).scope();
        return client.metadata.grantTypes().contains(ClientMetadata.REFRESH_TOKEN)
                ? scope
                : scope.without(Scope.OFFLINE_ACCESS);
    }

    /** The claims asked for by name that no granted scope gives already. */
    private Set<String> claims(AuthorizationRequest request, Client client) {
        Set<String> names = new TreeSet<>(request.claims().names());
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
