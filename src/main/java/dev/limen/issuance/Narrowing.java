package dev.limen.issuance;

import dev.limen.client.Client;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.Scope;
import dev.limen.resource.Target;
import dev.limen.resource.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * What of a grant a token request asks for: less scope (RFC 6749, section 6), fewer resources (RFC 8707, section 2.2).
 * {@link Gate} asks it for every redemption; a grant type asks before it uses something up, so that a request that was
 * only mistyped costs the client nothing.
 */
@ApplicationScoped
public class Narrowing {

    private final Targets targets;

    Narrowing(Targets targets) {
        this.targets = targets;
    }

    /**
     * What the token will be for: within what was granted, and within what the client is registered for now.
     *
     * @throws OAuthException {@code invalid_scope} or {@code invalid_target} if that is not what was asked, or is nothing
     */
    public Target of(TokenRequest request, Redemption redemption) {
        Target granted = targets.of(scope(request.client(), redemption), redemption.resources());
        List<String> named = request.parameters().all(Parameters.RESOURCE);
        refuseUnless(granted.audience().containsAll(named), "a resource is not one of those that were granted");
        Target target = named.isEmpty() ? granted : targets.named(granted.scope(), named);
        refuseUnless(!target.scope().isEmpty(), "none of the granted resources understands the scope");
        target.requireAgreement();
        return target;
    }

    private static Scope scope(Client client, Redemption redemption) {
        Scope asked = redemption.scope();
        if (!redemption.granted().containsAll(asked)) {
            throw new OAuthException(
                    ErrorCode.INVALID_SCOPE, "the scope exceeds what was granted", "RFC 6749, section 6");
        }
        Scope scope = asked.within(client.metadata.scope().values());
        if (scope.isEmpty()) {
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
