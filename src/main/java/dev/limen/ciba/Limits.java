package dev.limen.ciba;

import dev.limen.client.Client;
import dev.limen.config.LimenConfig;
import dev.limen.grant.BackchannelRequest;
import dev.limen.grant.BackchannelRequests;
import dev.limen.throttle.BucketKeys;
import dev.limen.throttle.Budgets;
import dev.limen.throttle.Charge;
import dev.limen.throttle.Charges;
import dev.limen.throttle.Limit;
import dev.limen.throttle.OverBudgetException;
import dev.limen.user.User;
import dev.limen.web.TooManyRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Keeps a person from being flooded: who is asked again and again says yes at last, to have peace. The bucket of a client
 * and a person also makes their requests wait for each other, so that what waits is counted exactly.
 */
@ApplicationScoped
class Limits {

    private enum Kind {
        BACKCHANNEL_REQUEST
    }

    private final Clock clock;
    private final Budgets budgets;
    private final BucketKeys keys;
    private final BackchannelRequests requests;
    private final Limit limit;
    private final int waiting;

    Limits(Clock clock, Budgets budgets, BucketKeys keys, BackchannelRequests requests, LimenConfig config) {
        this.clock = clock;
        this.budgets = budgets;
        this.keys = keys;
        this.requests = requests;
        int budget = config.ciba().requestsPerPerson();
        LimenConfig.Throttle throttle = config.throttle();
        this.limit = new Limit(budget, throttle.window().dividedBy(budget), throttle.maxDelay());
        this.waiting = config.ciba().waitingPerPerson();
    }

    /**
     * Lets one more request of a client to a person in. Runs in the caller's transaction.
     *
     * @throws jakarta.ws.rs.ClientErrorException 429 if there were or are too many
     */
    void admit(Client client, User person) {
        Charge charge = new Charge(limit, keys.of(Kind.BACKCHANNEL_REQUEST, client.clientId, person.sub));
        try {
            budgets.charge(new Charges(charge, List.of()), clock.instant());
        } catch (OverBudgetException e) {
            throw TooManyRequests.until(e.retryAfter());
        }
        List<BackchannelRequest> theirs = requests.waiting(person).stream()
                .filter(request -> request.client.id.equals(client.id))
                .toList();
        if (theirs.size() >= waiting) {
            throw TooManyRequests.until(Duration.between(clock.instant(), theirs.getFirst().expiresAt));
        }
    }
}
