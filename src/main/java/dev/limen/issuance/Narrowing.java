package dev.limen.issuance;

import dev.limen.client.Client;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.Scope;
import dev.limen.resource.AuthorizationDetailsTypes;
import dev.limen.resource.Target;
import dev.limen.resource.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/**
 * What of a grant a token request asks for: less scope (RFC 6749, section 6), fewer resources (RFC 8707, section 2.2), fewer
 * authorization details or less of each (RFC 9396, section 6).
 * {@link Gate} asks it for every redemption; a grant type asks before it uses something up, so that a request that was
 * only mistyped costs the client nothing.
 */
@ApplicationScoped
public class Narrowing {

    private final Targets targets;
    private final AuthorizationDetailsTypes detailsTypes;

    Narrowing(Targets targets, AuthorizationDetailsTypes detailsTypes) {
        this.targets = targets;
        this.detailsTypes = detailsTypes;
    }

    /**
     * What the token will be for: within what was granted, and within what the client is registered for now.
     *
     * @throws OAuthException {@code invalid_scope}, {@code invalid_target} or {@code invalid_authorization_details} if that is
     *     not what was asked, or is nothing
     */
    public Target of(TokenRequest request, Redemption redemption) {
        AuthorizationDetails details = details(request, redemption);
        Scope scope = scope(request.client(), redemption, details);
        Target granted = targets.of(scope, details, redemption.resources());
        List<String> named = named(request.parameters(), redemption);
        refuseUnless(granted.audience().containsAll(named), "a resource is not one of those that were granted");
        Target target = named.isEmpty() ? granted : targets.named(granted.scope(), granted.details(), named);
        refuseUnless(!target.isEmpty(), "none of the granted resources understands the scope");
        target.requireAgreement();
        return target;
    }

    /** Where a token is exchanged, {@code audience} counts beside {@code resource} (RFC 8693, section 2.1). */
    private static List<String> named(Parameters parameters, Redemption redemption) {
        List<String> named = parameters.all(Parameters.RESOURCE);
        return redemption.exchanged().isEmpty()
                ? named
                : Stream.concat(named.stream(), parameters.all(Parameters.AUDIENCE).stream())
                        .distinct()
                        .toList();
    }

    private AuthorizationDetails details(TokenRequest request, Redemption redemption) {
        AuthorizationDetails most = detailsTypes.usable(redemption.details(), request.client().metadata);
        if (!request.parameters().has(AuthorizationDetails.NAME)) {
            return most;
        }
        AuthorizationDetails asked = detailsTypes.read(request.parameters(), request.client().metadata);
        if (!most.cover(asked)) {
            throw new OAuthException(
                    ErrorCode.INVALID_AUTHORIZATION_DETAILS,
                    "authorization_details exceeds what was granted",
                    "RFC 9396, section 6.1");
        }
        return asked;
    }

    private static Scope scope(Client client, Redemption redemption, AuthorizationDetails details) {
        Scope asked = redemption.scope();
        if (!redemption.granted().containsAll(asked)) {
            throw new OAuthException(
                    ErrorCode.INVALID_SCOPE, "the scope exceeds what was granted", "RFC 6749, section 6");
        }
        Scope scope = asked.within(client.metadata.scope().values());
        if (scope.isEmpty() && details.isEmpty()) {
            throw new OAuthException(
                    ErrorCode.INVALID_SCOPE, "the client is registered for none of the scope", "RFC 6749, section 5.2");
        }
        return scope;
    }

    private static void refuseUnless(boolean holds, String description) {
        if (!holds) {
            throw new OAuthException(ErrorCode.INVALID_TARGET, description, "RFC 8707, section 2.2");
        }
    }
}
