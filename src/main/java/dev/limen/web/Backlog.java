package dev.limen.web;

import dev.limen.config.LimenConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ExecutorRecorder;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;
import org.jboss.threads.EnhancedQueueExecutor;

/**
 * The requests that wait for a thread. Beyond as many as can be answered soon, a further one is told to come back: it would
 * wait longer than its sender does, and hold up those behind it.
 *
 * <p>Looked at from the event loops, several at a time: the bound may be passed by one request for each of them. The filters that ask are made when the program is
 * built, so this is made at the start, for its settings and meters.
 */
@Startup
@ApplicationScoped
class Backlog {

    private static final Logger LOG = Logger.getLogger("dev.limen.errors");

    /** A line for each refusal would be load as well. */
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final int bound;
    private final IntSupplier waiting;
    private final Counter refused;
    private final Clock clock;
    private final AtomicReference<Instant> lastLine = new AtomicReference<>(Instant.MIN);

    @Inject
    Backlog(LimenConfig config, MeterRegistry meters, Clock clock) {
        this(config.load().waiting(), Backlog::waitingForThread, meters, clock);
    }

    Backlog(int bound, IntSupplier waiting, MeterRegistry meters, Clock clock) {
        this.bound = bound;
        this.waiting = waiting;
        this.clock = clock;
        this.refused = Counter.builder("limen.requests.refused")
                .description("Requests told to come back, as too many others waited for a thread")
                .register(meters);
        Gauge.builder("limen.requests.waiting", waiting::getAsInt)
                .description("Requests that wait for a thread")
                .register(meters);
    }

    /** Whether one more request must be refused; counts it if so. Never waits. */
    boolean refuses() {
        if (waiting.getAsInt() < bound) {
            return false;
        }
        refused.increment();
        Instant now = clock.instant();
        Instant last = lastLine.get();
        if (last.isBefore(now.minus(BETWEEN_LINES)) && lastLine.compareAndSet(last, now)) {
            LOG.warnf(
                    "more than %d requests wait for a thread; %.0f were told to come back since the start",
                    bound, refused.count());
        }
        return true;
    }

    /** The pool is there from the first request on; in development mode it is wrapped, and nothing is refused. */
    private static int waitingForThread() {
        return ExecutorRecorder.getCurrent() instanceof EnhancedQueueExecutor workers
                ? Math.max(0, workers.getQueueSize())
                : 0;
    }
}
