package dev.limen.user;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What became of an attempt to sign in with a password. */
public sealed interface SignIn {

    /** It is this person. */
    record Welcome(User user) implements SignIn {}

    /**
     * Not this time. The person reads the same text for every reason; both components are for the audit trail alone.
     *
     * @param sub of the account that was named, if there is one
     */
    record Refused(Reason reason, Optional<String> sub) implements SignIn {}

    /** Too many wrong passwords, by this person or another; nothing was compared. */
    record Throttled(Duration retryAfter) implements SignIn {}

    /** The server has its hands full of passwords; nothing was compared. */
    record Busy(Duration retryAfter) implements SignIn {}

    /** Why it was refused. */
    enum Reason {
        UNKNOWN_USER,
        NO_PASSWORD,
        WRONG_PASSWORD,
        DISABLED;

        /** As the audit trail has it. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
