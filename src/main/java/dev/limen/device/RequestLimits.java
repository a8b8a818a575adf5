package dev.limen.device;

import dev.limen.client.Client;
import dev.limen.config.LimenConfig;
import dev.limen.throttle.BucketKeys;
import dev.limen.throttle.Budgets;
import dev.limen.throttle.Charge;
import dev.limen.throttle.Charges;
import dev.limen.throttle.Limit;
import dev.limen.throttle.OverBudgetException;
import dev.limen.throttle.SourceAddress;
import dev.limen.web.ClientAddress;
import dev.limen.web.TooManyRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/**
 * How many codes one source may ask for in the name of a public client. Anybody can, and each code that waits makes
 * guessing easier (RFC 8628, section 5.1). Who proves to be a client answers for what it does.
 */
@ApplicationScoped
class RequestLimits {

    private enum Kind {
        DEVICE_REQUEST_AND_ADDRESS
    }

    private final Clock clock;
    private final Budgets budgets;
    private final BucketKeys keys;
    private final ClientAddress address;
    private final Limit limit;

    RequestLimits(Clock clock, Budgets budgets, BucketKeys keys, ClientAddress address, LimenConfig config) {
        this.clock = clock;
        this.budgets = budgets;
        this.keys = keys;
        this.address = address;
        int budget = config.device().requestsPerSource();
        LimenConfig.Throttle throttle = config.throttle();
        this.limit = new Limit(budget, throttle.window().dividedBy(budget), throttle.maxDelay());
    }

    /**
     * Lets one more request in. Runs in the caller's transaction.
     *
     * @throws jakarta.ws.rs.ClientErrorException 429 if there were too many
     */
    void admit(Client client) {
        if (!client.metadata.isPublic()) {
            return;
        }
        String source = SourceAddress.of(address.current());
        Charge charge = new Charge(limit, keys.of(Kind.DEVICE_REQUEST_AND_ADDRESS, client.clientId, source));
        try {
            budgets.charge(new Charges(charge, List.of()), clock.instant());
        } catch (OverBudgetException e) {
            throw TooManyRequests.until(e.retryAfter());
        }
    }
}
