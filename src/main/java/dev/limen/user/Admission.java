package dev.limen.user;

import java.time.Duration;
import java.util.List;

/** Whether a password may be tried now. */
sealed interface Admission {

    /**
     * It may; its failure is counted already.
     *
     * @param own the bucket of this account and source alone
     * @param shared buckets that others fill, too
     * @param account the account that was named
     * @param source where the attempt comes from
     */
    record Granted(Charge own, List<Charge> shared, String account, Source source) implements Admission {}

    /** It has to wait. */
    record Denied(Duration retryAfter) implements Admission {}

    /** One failure counted in one bucket. */
    record Charge(Limit limit, BucketKey key) {}
}
