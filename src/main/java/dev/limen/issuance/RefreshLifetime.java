package dev.limen.issuance;

import dev.limen.config.LimenConfig;
import dev.limen.grant.Grant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long a refresh token that is issued now may stay unused. */
@ApplicationScoped
public class RefreshLifetime {

    private final Clock clock;
    private final Duration idle;

    RefreshLifetime(Clock clock, LimenConfig config) {
        this.clock = clock;
        this.idle = config.tokens().refreshIdle();
    }

    /** The idle lifetime, within the absolute one of the grant. */
    public Instant end(Grant grant) {
        Instant end = clock.instant().plus(idle);
        return end.isBefore(grant.expiresAt) ? end : grant.expiresAt;
    }
}
