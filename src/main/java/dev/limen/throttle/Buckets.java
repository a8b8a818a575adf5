package dev.limen.throttle;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The stored buckets of failures. Each change is one statement, so that tries at the same time cannot share a place. */
@ApplicationScoped
class Buckets {

    /**
     * One more failure, unless the bucket is blocked. {@code empty_at} tells how full it is, as each failure moves it on
     * by one leak. The first failure never blocks: a budget is at least one.
     */
    private static final String CHARGE = """
            with p as (select ?::timestamptz as now, make_interval(secs => ?) as leak, ?::numeric as leak_seconds,
                              ?::int as budget, ?::int as excess, ?::float8 as longest)
            insert into throttles as t (key, empty_at)
            select ?, p.now + p.leak from p
            on conflict (key) do update set (empty_at, blocked_until) = (
              select filled.empty_at,
                     case when filled.level > p.budget
                          then p.now + make_interval(secs => least(power(2, filled.level - p.budget - 1), p.longest)) end
              from p,
                   lateral (select least(greatest(t.empty_at, p.now) + p.leak,
                                         p.now + p.leak * (p.budget + p.excess)) as empty_at) as f,
                   lateral (select f.empty_at,
                                   ceil(extract(epoch from f.empty_at - p.now) / p.leak_seconds)::int as level) as filled)
            where t.blocked_until is null or t.blocked_until <= (select now from p)
            """;

    private static final String BLOCKED =
            "select max(blocked_until) from throttles where key = any(?) and blocked_until > ?";
    private static final String REFUND =
            "update throttles set empty_at = empty_at - make_interval(secs => ?), blocked_until = null where key = ?";
    private static final String EMPTY = "delete from throttles where key = ?";

    private final AgroalDataSource database;

    Buckets(AgroalDataSource database) {
        this.database = database;
    }

    /** Counts a failure; false if the bucket is blocked, and nothing was counted. */
    boolean charge(Charge charge, Instant now) {
        Limit limit = charge.limit();
        return 1
                == write(
                        CHARGE,
                        at(now),
                        seconds(limit.leak()).doubleValue(),
                        seconds(limit.leak()),
                        limit.budget(),
                        Limit.MAX_EXCESS,
                        seconds(limit.maxDelay()).doubleValue(),
                        charge.key().hash());
    }

    /** When the last of these buckets is open again, if one is blocked. */
    Optional<Instant> blockedUntil(List<BucketKey> keys, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(BLOCKED)) {
            byte[][] hashes = keys.stream().map(BucketKey::hash).toArray(byte[][]::new);
            query.setArray(1, connection.createArrayOf("bytea", hashes));
            query.setObject(2, at(now));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant);
            }
        } catch (SQLException e) {
            throw new ThrottleUnavailableException(e);
        }
    }

    /** Takes a counted failure back. */
    void refund(Charge charge) {
        write(REFUND, seconds(charge.limit().leak()).doubleValue(), charge.key().hash());
    }

    /** Forgets every failure of a bucket. */
    void empty(BucketKey key) {
        write(EMPTY, (Object) key.hash());
    }

    private int write(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new ThrottleUnavailableException(e);
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3);
    }
}
