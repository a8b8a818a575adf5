package dev.limen.user;

import dev.limen.config.LimenConfig;
import dev.limen.user.BucketKeys.Kind;
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
    private final Buckets buckets;
    private final BucketKeys keys;
    private final KnownSources known;
    private final Limit own;
    private final Limit account;
    private final Limit address;

    Throttle(LimenConfig config, Clock clock, Buckets buckets, BucketKeys keys, KnownSources known) {
        LimenConfig.Throttle settings = config.throttle();
        this.clock = clock;
        this.buckets = buckets;
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
                return admit(applying(name, source, now), now);
            });
        } catch (OverBudgetException rolledBack) {
            return new Admission.Denied(rolledBack.retryAfter);
        }
    }

    /** The password was right: the source is known from now on, and its own failures are forgotten. */
    void succeeded(Admission.Granted admission) {
        QuarkusTransaction.requiringNew().run(() -> {
            buckets.empty(admission.own().key());
            admission.shared().forEach(buckets::refund);
            known.remember(admission.account(), admission.source(), clock.instant());
        });
    }

    /** No password was compared after all. */
    void returned(Admission.Granted admission) {
        QuarkusTransaction.requiringNew().run(() -> {
            buckets.refund(admission.own());
            admission.shared().forEach(buckets::refund);
        });
    }

    private Admission.Granted applying(String name, Source source, Instant now) {
        if (known.knowsBrowser(name, source, now)) {
            String browser = source.browser().orElseThrow().reveal();
            return new Admission.Granted(charge(own, Kind.ACCOUNT_AND_BROWSER, name, browser), List.of(), name, source);
        }
        String origin = SourceAddress.of(source.address());
        List<Admission.Charge> shared = new ArrayList<>();
        shared.add(charge(address, Kind.ADDRESS, origin));
        if (!known.knowsAddress(name, source, now)) {
            shared.add(charge(account, Kind.ACCOUNT, name));
        }
        return new Admission.Granted(charge(own, Kind.ACCOUNT_AND_ADDRESS, name, origin), shared, name, source);
    }

    /** Asks before it writes, so that a flood is refused by reading. Buckets are always taken in one order: no deadlock. */
    private Admission.Granted admit(Admission.Granted wanted, Instant now) {
        List<Admission.Charge> charges = new ArrayList<>(wanted.shared());
        charges.addFirst(wanted.own());
        List<BucketKey> wantedKeys = charges.stream().map(Admission.Charge::key).toList();
        refuseWhileBlocked(wantedKeys, now);
        if (!charges.stream().allMatch(charge -> buckets.charge(charge, now))) {
            refuseWhileBlocked(wantedKeys, now);
            throw new OverBudgetException(Duration.ofSeconds(1));
        }
        return wanted;
    }

    private void refuseWhileBlocked(List<BucketKey> wanted, Instant now) {
        buckets.blockedUntil(wanted, now).ifPresent(until -> {
            throw new OverBudgetException(wait(now, until));
        });
    }

    /** Whole seconds, as Retry-After has them. */
    private static Duration wait(Instant now, Instant until) {
        return Duration.ofSeconds(
                Math.max(1, Duration.between(now, until).plusMillis(999).toSeconds()));
    }

    private Admission.Charge charge(Limit limit, Kind kind, String... parts) {
        return new Admission.Charge(limit, keys.of(kind, parts));
    }

    /** Rolls back what was counted in the buckets before the blocked one. */
    private static final class OverBudgetException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Duration retryAfter;

        OverBudgetException(Duration retryAfter) {
            super("over budget", null, false, false);
            this.retryAfter = retryAfter;
        }
    }
}
