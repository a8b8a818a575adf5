package dev.limen.user;

import dev.limen.throttle.Charges;
import java.time.Duration;

/** Whether a password may be tried now. */
sealed interface Admission {

    /**
     * It may; its failure is counted already.
     *
     * @param charges the buckets in which it is counted
     * @param account the account that was named
     * @param source where the attempt comes from
     */
    record Granted(Charges charges, String account, Source source) implements Admission {}

    /** It has to wait. */
    record Denied(Duration retryAfter) implements Admission {}
}
