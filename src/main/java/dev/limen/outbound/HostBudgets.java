package dev.limen.outbound;

import dev.limen.outbound.OutboundException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits how many calls are under way, and leaves a host alone for a while that failed several times in a row. So a slow
 * host costs a few workers for a few seconds, and then none.
 */
final class HostBudgets {

    static final int CALLS = 32;
    static final int CALLS_PER_HOST = 4;
    static final int FAILURES = 3;
    static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private static final int HOSTS_REMEMBERED = 1000;

    private static final class Host {
        private int calls;
        private int failures;
        private Instant pausedUntil = Instant.MIN;
    }

    /** A call that may be made; closing it gives the place back. */
    final class Turn implements AutoCloseable {

        private final Host host;

        private Turn(Host host) {
            this.host = host;
        }

        /** The host answered, whatever it said. */
        void answered() {
            forgive(host);
        }

        /** The host did not answer in time, or not at all. */
        void failed() {
            burden(host);
        }

        @Override
        public void close() {
            leave(host);
        }
    }

    private final Clock clock;
    private final Map<String, Host> hosts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Host> eldest) {
            return size() > HOSTS_REMEMBERED && eldest.getValue().calls == 0;
        }
    };
    private int calls;

    HostBudgets(Clock clock) {
        this.clock = clock;
    }

    /**
     * A place for one more call.
     *
     * @throws OutboundException if there is none
     */
    synchronized Turn enter(Target target) throws OutboundException {
        Host host = hosts.computeIfAbsent(target.toString(), name -> new Host());
        if (clock.instant().isBefore(host.pausedUntil)) {
            throw new OutboundException(
                    Reason.PAUSED,
                    target + " failed " + host.failures + " times in a row and is left alone for a while");
        }
        // after a pause, one call tries whether the host is back
        int places = host.failures >= FAILURES ? 1 : CALLS_PER_HOST;
        if (host.calls >= places) {
            throw busy("as many calls to " + target + " are under way as there may be");
        }
        if (calls >= CALLS) {
            throw busy("as many outbound calls are under way as there may be");
        }
        host.calls++;
        calls++;
        return new Turn(host);
    }

    private synchronized void forgive(Host host) {
        host.failures = 0;
    }

    private synchronized void burden(Host host) {
        host.failures++;
        if (host.failures >= FAILURES) {
            int doublings = Math.min(host.failures - FAILURES, 10);
            Duration pause = FIRST_PAUSE.multipliedBy(1L << doublings);
            host.pausedUntil = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        }
    }

    private synchronized void leave(Host host) {
        host.calls--;
        calls--;
    }

    private static OutboundException busy(String detail) {
        return new OutboundException(Reason.BUSY, detail);
    }
}
