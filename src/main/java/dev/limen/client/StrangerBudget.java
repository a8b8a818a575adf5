package dev.limen.client;

import dev.limen.config.LimenConfig;
import dev.limen.throttle.BucketKeys;
import dev.limen.throttle.Budgets;
import dev.limen.throttle.Charge;
import dev.limen.throttle.Charges;
import dev.limen.throttle.Limit;
import dev.limen.throttle.OverBudgetException;
import dev.limen.throttle.SourceAddress;
import dev.limen.web.ClientAddress;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * Limits how many unknown clients one source can bring: each costs a call to a host that the source chose, and a row. Those
 * that are known already cost nothing.
 */
@Singleton
class StrangerBudget {

    private enum Kind {
        UNKNOWN_CLIENTS
    }

    private final Budgets budgets;
    private final BucketKeys keys;
    private final ClientAddress address;
    private final Clock clock;
    private final Limit limit;

    StrangerBudget(Budgets budgets, BucketKeys keys, ClientAddress address, Clock clock, LimenConfig config) {
        this.budgets = budgets;
        this.keys = keys;
        this.address = address;
        this.clock = clock;
        LimenConfig.Throttle throttle = config.throttle();
        this.limit =
                new Limit(throttle.perSource(), throttle.window().dividedBy(throttle.perSource()), throttle.maxDelay());
    }

    /** Counts one more of the current request's source; false if it has to wait. */
    boolean admit() {
        Charge charge = new Charge(limit, keys.of(Kind.UNKNOWN_CLIENTS, source()));
        try {
            QuarkusTransaction.requiringNew()
                    .run(() -> budgets.charge(new Charges(charge, List.of()), clock.instant()));
            return true;
        } catch (OverBudgetException e) {
            return false;
        }
    }

    /** Where the current request comes from. */
    String source() {
        return SourceAddress.of(address.current());
    }
}
