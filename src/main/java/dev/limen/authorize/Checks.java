package dev.limen.authorize;

import dev.limen.issuance.ByName;
import dev.limen.issuance.ResponseMode;
import dev.limen.protocol.AuthorizationRequest;
import dev.limen.protocol.AuthorizationRules;
import dev.limen.protocol.ClientMetadata;
import dev.limen.resource.Scopes;
import dev.limen.resource.Targets;
import dev.limen.session.Acr;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** The rules that an authorization request must pass, in their order. */
@ApplicationScoped
class Checks {

    static final Set<String> RESPONSE_TYPES = Set.of("code");

    private final Scopes scopes;
    private final Targets targets;
    private final Set<String> modes;
    private final List<Check> inOrder = List.of(
            (request, client) -> AuthorizationRules.responseTypeSupported(request, RESPONSE_TYPES),
            (request, client) -> AuthorizationRules.responseTypeRegistered(request, client),
            (request, client) -> AuthorizationRules.responseModeSupported(request, modes()),
            (request, client) -> AuthorizationRules.scopeAllowed(request, client, scopes().known()),
            (request, client) -> targets().named(request.scope(), request.resources()),
            (request, client) -> AuthorizationRules.codeChallengePresent(request, client),
            (request, client) -> AuthorizationRules.essentialAcrReachable(request, Acr.SUPPORTED));

    /** One rule; it throws what breaks it. */
    private interface Check {
        void check(AuthorizationRequest request, ClientMetadata client);
    }

    Checks(Scopes scopes, Targets targets, @All List<ResponseMode> modes) {
        this.scopes = scopes;
        this.targets = targets;
        this.modes = new ByName<>(modes, ResponseMode::name).names();
    }

    /** The response modes that are supported. */
    Set<String> modes() {
        return modes;
    }

    private Scopes scopes() {
        return scopes;
    }

    private Targets targets() {
        return targets;
    }

    /** @throws dev.limen.protocol.OAuthException the first refusal */
    void check(AuthorizationRequest request, ClientMetadata client) {
        inOrder.forEach(rule -> rule.check(request, client));
    }
}
