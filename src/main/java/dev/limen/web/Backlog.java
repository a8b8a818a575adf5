package dev.limen.web;

import dev.limen.config.LimenConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * The requests that wait for a thread. Beyond as many as can be answered soon, a further one is told to come back: it would
 * wait longer than its sender does, and hold up those behind it.
 *
 * <p>The filters that ask are made when the program is built, so this is made at the start, for its settings and meters.
 */
@Startup
@ApplicationScoped
class Backlog {

    private static final Logger LOG = Logger.getLogger("dev.limen.errors");

    /** A line for each refusal would be load as well. */
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final int bound;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Counter refused;
    private final Clock clock;
    private final AtomicReference<Instant> lastLine = new AtomicReference<>(Instant.MIN);

    @Inject
    Backlog(LimenConfig config, MeterRegistry meters, Clock clock) {
        this(config.load().waiting(), meters, clock);
    }

    Backlog(int bound, MeterRegistry meters, Clock clock) {
        this.bound = bound;
        this.clock = clock;
        this.refused = Counter.builder("limen.requests.refused")
                .description("Requests told to come back, as too many others waited for a thread")
                .register(meters);
        Gauge.builder("limen.requests.waiting", waiting, AtomicInteger::get)
                .description("Requests that wait for a thread")
                .register(meters);
    }

    /** Whether one more request may wait for a thread; it does so until {@link #leave}. Never waits itself. */
    boolean enter() {
        if (waiting.incrementAndGet() <= bound) {
            return true;
        }
        waiting.decrementAndGet();
        refused.increment();
        sayNowAndThen();
        return false;
    }

    /** A request that has entered has got its thread. */
    void leave() {
        waiting.decrementAndGet();
    }

    int waiting() {
        return waiting.get();
    }

    private void sayNowAndThen() {
        Instant now = clock.instant();
        Instant last = lastLine.get();
        if (last.isBefore(now.minus(BETWEEN_LINES)) && lastLine.compareAndSet(last, now)) {
            LOG.warnf(
                    "%d requests wait for a thread; %.0f were told to come back since the start",
                    bound, refused.count());
        }
    }
}
