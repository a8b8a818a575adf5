package dev.limen.grant;

import dev.limen.storage.Sweep;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Deletes what is over. */
@ApplicationScoped
class GrantSweeps {

    /** A used code or refresh token is kept for this long beyond its end, so that its replay is still recognised. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final Clock clock;
    private final Sweep sweep;

    GrantSweeps(Clock clock, Sweep sweep) {
        this.clock = clock;
        this.sweep = sweep;
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void expired() {
        Instant now = clock.instant();
        sweep.delete("revoked_tokens", "expires_at < ?", now);
        sweep.delete("status_revoked", "expires_at < ?", now);
        sweep.delete("status_entries", "expires_at < ?", now);
        sweep.delete("access_tokens", "expires_at < ?", now);
        sweep.delete("authorization_codes", "expires_at < ?", now.minus(KEPT));
        sweep.delete("device_codes", "expires_at < ? and consumed_at is null", now);
        sweep.delete("device_codes", "expires_at < ?", now.minus(KEPT));
        sweep.delete("backchannel_requests", "expires_at < ? and consumed_at is null", now);
        sweep.delete("backchannel_requests", "expires_at < ?", now.minus(KEPT));
        sweep.delete("refresh_tokens", "expires_at < ?", now.minus(KEPT));
        sweep.delete("grants", "expires_at < ?", now.minus(KEPT));
    }
}
