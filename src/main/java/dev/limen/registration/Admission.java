package dev.limen.registration;

import dev.limen.client.InitialAccessTokens;
import dev.limen.config.LimenConfig;
import dev.limen.config.RegistrationMode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.PresentedToken;
import dev.limen.throttle.BucketKeys;
import dev.limen.throttle.Budgets;
import dev.limen.throttle.Charge;
import dev.limen.throttle.Charges;
import dev.limen.throttle.Limit;
import dev.limen.throttle.OverBudgetException;
import dev.limen.throttle.SourceAddress;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Lets requests for registration in: those with an initial access token, or so many from one source. */
@ApplicationScoped
class Admission {

    private enum Kind {
        REGISTRATION
    }

    private final RegistrationSwitch registration;
    private final InitialAccessTokens initial;
    private final Budgets budgets;
    private final BucketKeys keys;
    private final Limit limit;
    private final Clock clock;

    Admission(
            RegistrationSwitch registration,
            InitialAccessTokens initial,
            Budgets budgets,
            BucketKeys keys,
            LimenConfig config,
            Clock clock) {
        this.registration = registration;
        this.initial = initial;
        this.budgets = budgets;
        this.keys = keys;
        this.clock = clock;
        LimenConfig.Throttle throttle = config.throttle();
        int budget = config.registration().perSource();
        this.limit = new Limit(budget, throttle.window().dividedBy(budget), throttle.maxDelay());
    }

    /**
     * Lets a request in.
     *
     * @return the initial access token to use up by the registration, where one is asked for
     * @throws OAuthException {@code invalid_token}
     * @throws OverBudgetException if the source has to wait
     */
    Optional<OpaqueToken> admit(Optional<PresentedToken> presented, String peer) {
        if (registration.mode() != RegistrationMode.INITIAL_ACCESS_TOKEN) {
            Charge source = new Charge(limit, keys.of(Kind.REGISTRATION, SourceAddress.of(peer)));
            QuarkusTransaction.requiringNew()
                    .run(() -> budgets.charge(new Charges(source, List.of()), clock.instant()));
            return Optional.empty();
        }
        OpaqueToken token = bearer(presented);
        if (!initial.live(token)) {
            throw Refusals.token("no such initial access token, or its time or uses are over");
        }
        return Optional.of(token);
    }

    /** The token of a request that must have one (RFC 6750, section 3.1). */
    static OpaqueToken bearer(Optional<PresentedToken> presented) {
        PresentedToken token = presented.orElseThrow(() -> new NotAuthorizedException(
                Response.status(Response.Status.UNAUTHORIZED).build()));
        return Optional.of(token)
                .filter(t -> t.scheme() == PresentedToken.Scheme.BEARER)
                .flatMap(t -> OpaqueToken.parse(t.value()))
                .orElseThrow(() -> Refusals.token("not a bearer token of ours"));
    }
}
