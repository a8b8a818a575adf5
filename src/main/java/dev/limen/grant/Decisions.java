package dev.limen.grant;

import dev.limen.storage.NativeWrite;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;

/**
 * What happens to something {@link Awaited}: it is polled, decided once, and redeemed once. Each change is one conditional
 * write, so that requests at the same moment, or on different nodes, see each other. Runs in the caller's transaction.
 */
@ApplicationScoped
public class Decisions {

    /** Five seconds more each time (RFC 8628, section 3.5; CIBA, section 11). */
    private static final int STEP = 5;

    /** Who waits exactly the interval may be early by what the network's delay varies. */
    private static final Duration JITTER = Duration.ofMillis(500);

    private static final String POLL = """
            update %s set last_polled_at = ?2, interval_seconds = interval_seconds + case
              when last_polled_at > cast(?3 as timestamptz) - make_interval(secs => interval_seconds) then ?4 else 0 end
            where hash = ?1 returning interval_seconds
            """;
    private static final String ALLOW = """
            update %s set grant_id = ?3
            where hash = ?1 and grant_id is null and denied_at is null and expires_at > ?2
            """;
    private static final String DENY = """
            update %s set denied_at = ?2
            where hash = ?1 and grant_id is null and denied_at is null and expires_at > ?2
            """;
    private static final String CONSUME = """
            update %s set consumed_at = ?2
            where hash = ?1 and consumed_at is null and grant_id is not null and expires_at > ?2
            """;

    private final Clock clock;
    private final EntityManager database;

    Decisions(Clock clock, EntityManager database) {
        this.clock = clock;
        this.database = database;
    }

    /** Records a poll, and lengthens the interval if it comes too early; true if the client has to slow down. */
    public boolean pollsTooFast(Awaited awaited) {
        Number interval = (Number) database.createNativeQuery(POLL.formatted(awaited.table()), Integer.class)
                .setParameter(1, awaited.hash)
                .setParameter(2, clock.instant())
                .setParameter(3, clock.instant().plus(JITTER))
                .setParameter(4, STEP)
                .getSingleResult();
        return interval.intValue() > awaited.intervalSeconds;
    }

    /** Gives this grant to the client; false if somebody decided before, or its time is over. */
    public boolean allow(Awaited awaited, Grant grant) {
        return NativeWrite.of(database, ALLOW.formatted(awaited.table()), awaited.table(), "grants")
                        .setParameter(1, awaited.hash)
                        .setParameter(2, clock.instant())
                        .setParameter(3, grant.id)
                        .executeUpdate()
                == 1;
    }

    /** The client gets nothing; false if somebody decided before, or its time is over. */
    public boolean deny(Awaited awaited) {
        return changed(DENY, awaited);
    }

    /** Uses it up; false if someone else was quicker or its time is over. */
    public boolean consume(Awaited awaited) {
        return changed(CONSUME, awaited);
    }

    private boolean changed(String sql, Awaited awaited) {
        return NativeWrite.of(database, sql.formatted(awaited.table()), awaited.table())
                        .setParameter(1, awaited.hash)
                        .setParameter(2, clock.instant())
                        .executeUpdate()
                == 1;
    }
}
