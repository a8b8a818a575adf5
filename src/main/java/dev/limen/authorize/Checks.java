package dev.limen.authorize;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.config.Profiles;
import dev.limen.issuance.ByName;
import dev.limen.issuance.JwtResponses;
import dev.limen.issuance.ResponseMode;
import dev.limen.protocol.AuthorizationProfileRules;
import dev.limen.protocol.AuthorizationRequest;
import dev.limen.protocol.AuthorizationRules;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Requirements;
import dev.limen.protocol.ResponseType;
import dev.limen.resource.AuthorizationDetailsTypes;
import dev.limen.resource.Levels;
import dev.limen.resource.Scopes;
import dev.limen.resource.Targets;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rules that an authorization request must pass, in their order. */
@ApplicationScoped
class Checks {

    private final Scopes scopes;
    private final Profiles profiles;
    private final Set<String> responseTypes;
    private final Targets targets;
    private final AuthorizationDetailsTypes details;
    private final Levels levels;
    private final Set<String> modes;
    private final List<Check> inOrder = List.of(
            (request, client) -> AuthorizationRules.responseTypeSupported(request, responseTypes()),
            (request, client) -> AuthorizationRules.responseTypeRegistered(request, client),
            (request, client) -> AuthorizationProfileRules.responseTypePermitted(request, required(client)),
            (request, client) -> AuthorizationRules.responseModeSupported(request, modes()),
            (request, client) -> AuthorizationProfileRules.responseSigned(request, required(client)),
            (request, client) -> AuthorizationRules.noTokenInQuery(request, client),
            (request, client) -> AuthorizationRules.openidForIdToken(request),
            (request, client) -> AuthorizationRules.nonceForIdToken(request),
            (request, client) -> AuthorizationRules.scopeAllowed(request, client, scopes().known()),
            (request, client) -> details().check(request.authorizationDetails(), client),
            (request, client) -> targets().named(request.scope(), request.authorizationDetails(), request.resources()),
            (request, client) -> AuthorizationRules.codeChallengePresent(request, client),
            (request, client) -> AuthorizationProfileRules.codeChallengeDemanded(request, required(client)),
            (request, client) -> AuthorizationRules.essentialAcrReachable(
                    request, levels().now().names()));

    /** One rule; it throws what breaks it. */
    private interface Check {
        void check(AuthorizationRequest request, ClientMetadata client);
    }

    Checks(
            Scopes scopes,
            Profiles profiles,
            Targets targets,
            AuthorizationDetailsTypes details,
            Levels levels,
            Features features,
            @All List<ResponseMode> modes) {
        this.scopes = scopes;
        this.profiles = profiles;
        this.responseTypes = responseTypes(features);
        this.targets = targets;
        this.details = details;
        this.levels = levels;
        this.modes = modes(modes);
    }

    private static Set<String> modes(List<ResponseMode> all) {
        List<ResponseMode> enabled = all.stream().filter(ResponseMode::enabled).toList();
        Set<String> names = new LinkedHashSet<>(new ByName<>(enabled, ResponseMode::name).names());
        if (names.stream().anyMatch(name -> name.endsWith(JwtResponses.SUFFIX))) {
            names.add(JwtResponses.MODE);
        }
        return Collections.unmodifiableSet(names);
    }

    private static Set<String> responseTypes(Features features) {
        Set<String> types = new LinkedHashSet<>(Set.of(ResponseType.CODE.wire()));
        if (features.enabled(Feature.LEGACY_IMPLICIT)) {
            types.addAll(List.of("id_token", "token", "id_token token"));
        }
        if (features.enabled(Feature.LEGACY_HYBRID)) {
            types.addAll(List.of("code id_token", "code token", "code id_token token"));
        }
        return Collections.unmodifiableSet(types);
    }

    /** The response types that are switched on. */
    Set<String> responseTypes() {
        return responseTypes;
    }

    /** The response modes that are supported. */
    Set<String> modes() {
        return modes;
    }

    private Scopes scopes() {
        return scopes;
    }

    /** What is required of the client. */
    Requirements required(ClientMetadata client) {
        return profiles.required(client);
    }

    private Targets targets() {
        return targets;
    }

    private AuthorizationDetailsTypes details() {
        return details;
    }

    private Levels levels() {
        return levels;
    }

    /** @throws dev.limen.protocol.OAuthException the first refusal */
    void check(AuthorizationRequest request, ClientMetadata client) {
        inOrder.forEach(rule -> rule.check(request, client));
    }
}
