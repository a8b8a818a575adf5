package dev.limen.throttle;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Budgets of failures, stored so that every node counts together. A failure is counted before the try, and taken back
 * when it turns out well: counting afterwards would let in as many tries as can be made at once.
 *
 * <p>Everything runs in the caller's transaction, which should be a short one of its own.
 */
@ApplicationScoped
public class Budgets {

    private final Buckets buckets;

    Budgets(Buckets buckets) {
        this.buckets = buckets;
    }

    /**
     * Lets a try in and counts its failure in all of its buckets. Asks before it writes, so that a flood is refused by
     * reading.
     *
     * @throws OverBudgetException if one of them is blocked; the transaction must be rolled back then
     */
    public void charge(Charges charges, Instant now) {
        List<BucketKey> keys = charges.inOrder().stream().map(Charge::key).toList();
        refuseWhileBlocked(keys, now);
        if (!charges.inOrder().stream().allMatch(charge -> buckets.charge(charge, now))) {
            refuseWhileBlocked(keys, now);
            throw new OverBudgetException(Duration.ofSeconds(1));
        }
    }

    /** The try turned out well. */
    public void succeeded(Charges charges) {
        buckets.empty(charges.own().key());
        charges.shared().forEach(buckets::refund);
    }

    /** Nothing was tried after all. */
    public void returned(Charges charges) {
        charges.inOrder().forEach(buckets::refund);
    }

    private void refuseWhileBlocked(List<BucketKey> keys, Instant now) {
        buckets.blockedUntil(keys, now).ifPresent(until -> {
            throw new OverBudgetException(wait(now, until));
        });
    }

    private static Duration wait(Instant now, Instant until) {
        return Duration.ofSeconds(
                Math.max(1, Duration.between(now, until).plusMillis(999).toSeconds()));
    }
}
