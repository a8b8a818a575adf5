package dev.limen.outbound;

import java.util.Locale;

/** A call was not made, or gave no answer. The message is for the log; it names the host, never path, query or body. */
public final class OutboundException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of failure it is. */
    public enum Reason {
        /** The guard forbids the address; nothing was sent. */
        REFUSED,
        /** Too many calls are under way; nothing was sent. */
        BUSY,
        /** The host failed several times a moment ago; nothing was sent. */
        PAUSED,
        /** There is no such host, or no connection to it, or it broke off. */
        UNREACHABLE,
        /** It took too long. */
        TIMED_OUT,
        /** It answered with a redirection, which is never followed. */
        REDIRECTED,
        /** The answer is larger than the caller reads. */
        TOO_LARGE;

        /** The value of a metric's label. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it speaks against the host, so that the next calls had better wait. */
        boolean burdens() {
            return this == UNREACHABLE || this == TIMED_OUT;
        }
    }

    private final Reason reason;

    OutboundException(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
