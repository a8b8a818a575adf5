package dev.limen.device;

import dev.limen.config.LimenConfig;
import dev.limen.protocol.OpaqueToken;
import dev.limen.session.Session;
import dev.limen.throttle.BucketKeys;
import dev.limen.throttle.Budgets;
import dev.limen.throttle.Charge;
import dev.limen.throttle.Charges;
import dev.limen.throttle.Limit;
import dev.limen.throttle.OverBudgetException;
import dev.limen.throttle.SourceAddress;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Budgets of wrong user codes (RFC 8628, section 5.1; {@link dev.limen.protocol.UserCode} has the numbers): for the
 * person or browser, for the address, and over all sources where nobody is signed in. Somebody who floods the page so
 * cannot keep people out who are signed in.
 */
@ApplicationScoped
class Guesses {

    private enum Kind {
        USER_CODE_AND_PERSON,
        USER_CODE_AND_BROWSER,
        USER_CODE_AND_ADDRESS,
        USER_CODE
    }

    private final Clock clock;
    private final Budgets budgets;
    private final BucketKeys keys;
    private final Limit own;
    private final Limit address;
    private final Limit everywhere;

    Guesses(Clock clock, Budgets budgets, BucketKeys keys, LimenConfig config) {
        this.clock = clock;
        this.budgets = budgets;
        this.keys = keys;
        LimenConfig.Throttle throttle = config.throttle();
        this.own = new Limit(throttle.perAccount(), throttle.window(), throttle.maxDelay());
        this.address = shared(config.device().wrongCodesPerSource(), throttle);
        this.everywhere = shared(config.device().wrongCodesEverywhere(), throttle);
    }

    /**
     * Lets a code be tried, and counts its failure beforehand; {@link #right} takes it back.
     *
     * @throws OverBudgetException if it has to wait
     */
    Charges admit(Optional<Session> session, OpaqueToken browser, String peer) {
        Charges charges = applying(session, browser, SourceAddress.of(peer));
        QuarkusTransaction.requiringNew().run(() -> budgets.charge(charges, clock.instant()));
        return charges;
    }

    /**
     * The code was right. Runs in the caller's transaction. It takes back its own charge and no other: anyone can have right
     * codes of his own, and would fill his budget up with them.
     */
    void right(Charges charges) {
        budgets.returned(charges);
    }

    private Charges applying(Optional<Session> session, OpaqueToken browser, String origin) {
        Charge source = charge(address, Kind.USER_CODE_AND_ADDRESS, origin);
        return session.map(s -> new Charges(charge(own, Kind.USER_CODE_AND_PERSON, s.user.sub), List.of(source)))
                .orElseGet(() -> new Charges(
                        charge(own, Kind.USER_CODE_AND_BROWSER, browser.reveal()),
                        List.of(source, charge(everywhere, Kind.USER_CODE))));
    }

    private Charge charge(Limit limit, Kind kind, String... parts) {
        return new Charge(limit, keys.of(kind, parts));
    }

    /** A whole budget is forgotten in a window, as many people share it. */
    private static Limit shared(int budget, LimenConfig.Throttle throttle) {
        Duration share = throttle.window().dividedBy(budget);
        return new Limit(budget, share, throttle.maxDelay());
    }
}
