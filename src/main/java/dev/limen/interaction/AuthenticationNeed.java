package dev.limen.interaction;

import dev.limen.client.Client;
import dev.limen.protocol.AcrLevels;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.AuthorizationRequest;
import dev.limen.protocol.ClaimsRequest;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Scope;
import dev.limen.resource.Levels;
import dev.limen.resource.ProtectedResource;
import dev.limen.resource.Target;
import dev.limen.resource.Targets;
import dev.limen.session.Session;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a person must sign in for a request: what the client asks for or is registered with (OpenID Connect Core 1.0,
 * sections 3.1.2.1 and 5.5.1.1), and what the resources demand for which its tokens are (RFC 9470).
 */
@ApplicationScoped
public class AuthenticationNeed {

    private final Clock clock;
    private final Levels levels;
    private final Targets targets;

    AuthenticationNeed(Clock clock, Levels levels, Targets targets) {
        this.clock = clock;
        this.levels = levels;
        this.targets = targets;
    }

    /**
     * What is needed.
     *
     * @param needed the level without which it cannot be done
     * @param wished a level that would be better
     * @param maxAge how long ago the sign-in may be
     */
    public record Need(int needed, int wished, Optional<Duration> maxAge) {}

    /** What an authorization request needs. */
    public Need of(AuthorizationRequest request, Client client) {
        Target target = targets.of(request.scope(), request.authorizationDetails(), request.resources());
        List<String> wished = wished(request, client.metadata);
        int asked = weakest(wished);
        boolean essential = acr(request).map(ClaimsRequest.Wanted::essential).orElse(false);
        return new Need(
                Math.max(essential ? asked : AcrLevels.NONE, demanded(target)),
                asked,
                shortest(request.maxAge().or(() -> registered(client.metadata)), target));
    }

    /** What a request needs that says nothing about it, such as a device's. */
    public Need of(Client client, Scope scope, AuthorizationDetails details) {
        Target target = targets.of(scope, details, List.of());
        return new Need(
                demanded(target),
                weakest(client.metadata.defaultAcrValues()),
                shortest(registered(client.metadata), target));
    }

    /** What a backchannel request needs (CIBA, section 7.1). It has no way to call a level essential. */
    public Need of(Client client, Scope scope, List<String> resources, List<String> acrValues) {
        Target target = targets.of(scope, resources);
        return new Need(
                demanded(target),
                weakest(wished(acrValues, client.metadata)),
                shortest(registered(client.metadata), target));
    }

    /**
     * The level that a session reaches.
     *
     * @param here whether the person signed in for this request: a sign-in that was fresh a moment ago does not grow stale on
     *     the consent page
     */
    public int level(Session session, boolean here) {
        Instant at = here ? session.authTime : clock.instant();
        return levels.now().reached(session.amr, session.authTime, at);
    }

    /** The level that an authentication of this moment reaches, of whomever by whatever. */
    public int level(List<String> amr) {
        Instant now = clock.instant();
        return levels.now().reached(amr, now, now);
    }

    /** The {@code acr} that is said to the client. */
    public Optional<String> acr(AuthorizationRequest request, Client client, Session session, boolean here) {
        return acr(session, here, wished(request, client.metadata));
    }

    /** The same for a client that would like one of these. */
    public Optional<String> acr(Session session, boolean here, List<String> wished) {
        return levels.now().said(level(session, here), wished);
    }

    /** By the claim, else by {@code acr_values}, else by registration. */
    private static List<String> wished(AuthorizationRequest request, ClientMetadata client) {
        List<String> claimed = acr(request).map(ClaimsRequest.Wanted::values).orElse(List.of()).stream()
                .map(Object::toString)
                .toList();
        if (!claimed.isEmpty()) {
            return claimed;
        }
        return wished(request.acrValues(), client);
    }

    /** What a request wishes, or else its client's registration. */
    public static List<String> wished(List<String> acrValues, ClientMetadata client) {
        return acrValues.isEmpty() ? client.defaultAcrValues() : acrValues;
    }

    private static Optional<ClaimsRequest.Wanted> acr(AuthorizationRequest request) {
        return Optional.ofNullable(request.claims().idToken().get("acr"));
    }

    private static Optional<Duration> registered(ClientMetadata client) {
        return client.defaultMaxAge().isPresent()
                ? Optional.of(Duration.ofSeconds(client.defaultMaxAge().getAsLong()))
                : Optional.empty();
    }

    private int demanded(Target target) {
        return target.resources().stream()
                .mapToInt(resource -> weakest(resource.acrValues))
                .max()
                .orElse(AcrLevels.NONE);
    }

    private static Optional<Duration> shortest(Optional<Duration> asked, Target target) {
        return Stream.concat(
                        asked.stream(),
                        target.resources().stream()
                                .map(ProtectedResource::maxAge)
                                .flatMap(Optional::stream))
                .min(Duration::compareTo);
    }

    private int weakest(List<String> acrs) {
        return levels.now().weakest(acrs).orElse(AcrLevels.NONE);
    }
}
