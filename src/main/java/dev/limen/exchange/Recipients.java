package dev.limen.exchange;

import dev.limen.config.Issuer;
import dev.limen.protocol.ExchangePermission;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.Scope;
import dev.limen.resource.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Whom the new token is for: those that the request names, or all for whom the client may have tokens. */
@ApplicationScoped
class Recipients {

    private final Issuer issuer;

    Recipients(Issuer issuer) {
        this.issuer = issuer;
    }

    /**
     * The most that the token may be for, by identifier.
     *
     * @throws dev.limen.protocol.OAuthException {@code invalid_target} if one is named for which the client may have none
     */
    List<String> of(Parameters parameters, ExchangePermission permission) {
        List<String> named = Stream.concat(
                        parameters.all(Parameters.RESOURCE).stream(), parameters.all(Parameters.AUDIENCE).stream())
                .distinct()
                .toList();
        if (!permission.audiences().containsAll(named)) {
            throw Refusals.target("a resource or audience is not one for which the client may exchange tokens");
        }
        return named.isEmpty() ? permission.audiences() : named;
    }

    /**
     * What of a scope can be kept: the userinfo endpoint only where Limen itself is a recipient, and nothing for later, as
     * no refresh token is given.
     */
    Scope scope(Scope scope, List<String> recipients) {
        Scope online = scope.without(Scope.OFFLINE_ACCESS);
        return recipients.contains(issuer.value()) ? online : online.without(Scope.OPENID);
    }

    /** Where none of the recipients understands the scope, the token would be for Limen itself. */
    void refuseOther(Target target, ExchangePermission permission) {
        if (!permission.audiences().containsAll(target.audience())) {
            throw Refusals.target("none of the recipients understands the scope");
        }
    }
}
