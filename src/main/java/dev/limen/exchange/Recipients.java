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
     * The most that the token may be for, by identifier. Limen itself is among it where the scope says so, or it is named,
     * or there is nobody else.
     */
    List<String> most(Parameters parameters, ExchangePermission permission) {
        List<String> named = named(parameters);
        List<String> others = permission.audiences().stream()
                .filter(recipient -> !recipient.equals(issuer.value()))
                .toList();
        if (!named.isEmpty()) {
            return named;
        }
        return others.isEmpty() ? permission.audiences() : others;
    }

    /**
     * What of the subject token's scope can be kept: the userinfo endpoint only where Limen itself is a recipient, and
     * nothing for later, as no refresh token is given.
     *
     * @throws dev.limen.protocol.OAuthException {@code invalid_target} if a recipient is named for which the client may
     *     have no tokens
     */
    Scope scope(Scope scope, Parameters parameters, ExchangePermission permission) {
        List<String> named = named(parameters);
        if (!permission.audiences().containsAll(named)) {
            throw Refusals.target("a resource or audience is not one for which the client may exchange tokens");
        }
        List<String> recipients = named.isEmpty() ? permission.audiences() : named;
        Scope online = scope.without(Scope.OFFLINE_ACCESS);
        return recipients.contains(issuer.value()) ? online : online.without(Scope.OPENID);
    }

    private static List<String> named(Parameters parameters) {
        return Stream.concat(parameters.all(Parameters.RESOURCE).stream(), parameters.all(Parameters.AUDIENCE).stream())
                .distinct()
                .toList();
    }

    /** Where none of the recipients understands the scope, the token would be for Limen itself. */
    void refuseOther(Target target, ExchangePermission permission) {
        if (!permission.audiences().containsAll(target.audience())) {
            throw Refusals.target("none of the recipients understands the scope");
        }
    }
}
