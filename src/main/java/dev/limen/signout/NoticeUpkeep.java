package dev.limen.signout;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.storage.Sweep;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Counts notices for those who watch Limen, and removes what nobody needs any more. */
@Singleton
class NoticeUpkeep {

    private static final Logger LOG = Logger.getLogger(NoticeUpkeep.class);

    /** So long an operator can see a dead end. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Notices notices;
    private final Sweep sweep;
    private final Clock clock;
    private final boolean on;
    private volatile Notices.Counts counts = new Notices.Counts(0, 0);

    NoticeUpkeep(Notices notices, Sweep sweep, Clock clock, Features features, MeterRegistry meters) {
        this.notices = notices;
        this.sweep = sweep;
        this.clock = clock;
        this.on = features.enabled(Feature.BACKCHANNEL_LOGOUT);
        Gauge.builder("limen.logout.notices", this, upkeep -> upkeep.counts.waiting())
                .tag("state", "waiting")
                .description("Clients that are to be told of the end of a session")
                .register(meters);
        Gauge.builder("limen.logout.notices", this, upkeep -> upkeep.counts.givenUp())
                .tag("state", "given_up")
                .description("Clients that are to be told of the end of a session")
                .register(meters);
    }

    @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    void count() {
        try {
            counts = notices.counts();
        } catch (RuntimeException e) {
            // the database is away, or the program ends: whoever delivers says so
            LOG.debugf("Notices cannot be counted: %s", e.getMessage());
        }
    }

    @Scheduled(every = "10m", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() {
        sweep.delete("logout_notices", "given_up_at < ?", clock.instant().minus(KEPT));
        if (!on) {
            sweep.delete("logout_notices", "given_up_at is null and due_at < ?", clock.instant());
        }
    }
}
