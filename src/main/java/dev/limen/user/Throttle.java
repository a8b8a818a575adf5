package dev.limen.user;

import dev.limen.config.LimenConfig;
import dev.limen.throttle.BucketKeys;
import dev.limen.throttle.Budgets;
import dev.limen.throttle.Charge;
import dev.limen.throttle.Charges;
import dev.limen.throttle.Limit;
import dev.limen.throttle.OverBudgetException;
import dev.limen.throttle.SourceAddress;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Budgets of wrong passwords, stored so that every node counts together (NIST SP 800-63B, section 3.2.2).
 *
 * <p>Nobody can be locked out by another's failures: a browser that signed in to the account before has a budget of its
 * own, whatever happens elsewhere, and so has an address that did, but for the limit of that address. Only sources new
 * to the account share a budget for it, and a limit of their own.
 */
@Startup
@ApplicationScoped
class Throttle {

    private final Clock clock;
    private final Budgets budgets;
    private final BucketKeys keys;
    private final KnownSources known;
    private final Limit own;
    private final Limit account;
    private final Limit address;

    Throttle(LimenConfig config, Clock clock, Budgets budgets, BucketKeys keys, KnownSources known) {
        LimenConfig.Throttle settings = config.throttle();
        this.clock = clock;
        this.budgets = budgets;
        this.keys = keys;
        this.known = known;
        this.own = new Limit(settings.perAccount(), settings.window(), settings.maxDelay());
        this.account = new Limit(settings.perAccountEverywhere(), settings.window(), settings.maxDelay());
        // many people may share an address, so what it did wrong is forgotten sooner
        Duration share = settings.window().dividedBy(settings.perSource());
        this.address = new Limit(settings.perSource(), share, settings.maxDelay());
    }

    /**
     * Lets a password be tried, and counts its failure beforehand: {@link #succeeded} or {@link #returned} takes it
     * back.
     */
    Admission admit(String username, Source source) {
        String name = Username.of(username).map(Username::key).orElse(username);
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                Instant now = clock.instant();
                Admission.Granted wanted = new Admission.Granted(applying(name, source, now), name, source);
                budgets.charge(wanted.charges(), now);
                return wanted;
            });
        } catch (OverBudgetException rolledBack) {
            return new Admission.Denied(rolledBack.retryAfter());
        }
    }

    /** The password was right: the source is known from now on, and its own failures are forgotten. */
    void succeeded(Admission.Granted admission) {
        QuarkusTransaction.requiringNew().run(() -> {
            budgets.succeeded(admission.charges());
            known.remember(admission.account(), admission.source(), clock.instant());
        });
    }

    /** No password was compared after all. */
    void returned(Admission.Granted admission) {
        QuarkusTransaction.requiringNew().run(() -> budgets.returned(admission.charges()));
    }

    private Charges applying(String name, Source source, Instant now) {
        if (known.knowsBrowser(name, source, now)) {
            String browser = source.browser().orElseThrow().reveal();
            return new Charges(charge(own, Kind.ACCOUNT_AND_BROWSER, name, browser), List.of());
        }
        String origin = SourceAddress.of(source.address());
        List<Charge> shared = new ArrayList<>();
        shared.add(charge(address, Kind.ADDRESS, origin));
        if (!known.knowsAddress(name, source, now)) {
            shared.add(charge(account, Kind.ACCOUNT, name));
        }
        return new Charges(charge(own, Kind.ACCOUNT_AND_ADDRESS, name, origin), shared);
    }

    private Charge charge(Limit limit, Kind kind, String... parts) {
        return new Charge(limit, keys.of(kind, parts));
    }
}
