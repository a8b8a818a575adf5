package dev.limen.grant;

import dev.limen.storage.NodeListener;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The status lists in memory: 128 KiB for each million tokens of which one is revoked, nothing for the others. A
 * revocation on any node is heard and read within milliseconds; where it cannot be heard, it is looked up.
 */
@ApplicationScoped
public class StatusLists implements NodeListener {

    private static final Logger LOG = Logger.getLogger(StatusLists.class);

    private static final String LIVE = "select first, count from status_revoked where expires_at > ?";

    /** A transaction may commit so much later than the moment that stands in its rows. */
    private static final String RECENT = LIVE + " and revoked_at > clock_timestamp() - interval '2 minutes'";

    private static final String SPAN =
            "select (select last_value from status_index), (select min(first) from status_entries where expires_at > ?)";

    private static final Duration STALE = Duration.ofSeconds(15);

    private final AgroalDataSource database;
    private final Clock clock;
    private volatile Map<Long, RevokedPlaces> lists = new ConcurrentHashMap<>();
    private volatile Span span = new Span(0, 0, Instant.MIN);
    private volatile Instant knownAt = Instant.MIN;

    /** The lists that may have a live token. */
    private record Span(long oldest, long newest, Instant readAt) {
        boolean has(long list) {
            return list >= oldest && list <= newest;
        }
    }

    StatusLists(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A list by its number; empty for one in which no live token can have its place.
     *
     * @throws IllegalStateException when what is known is too old, and the database does not answer: no list is better
     *     than one that says "valid" of what may be revoked
     */
    public Optional<RevokedPlaces> find(long list) {
        if (isStale(clock.instant())) {
            mayHaveMissed();
        }
        if (!span.has(list)) {
            look();
        }
        return span.has(list) ? Optional.of(lists.getOrDefault(list, RevokedPlaces.NONE)) : Optional.empty();
    }

    /** The numbers of the lists in which a live token may have its place: the first and the last. */
    public long[] span() {
        look();
        return new long[] {span.oldest(), span.newest()};
    }

    @Override
    public String channel() {
        return StatusPlaces.CHANNEL;
    }

    @Override
    public void heard(String payload) {
        read(RECENT, lists);
    }

    /** Reads all of them, and forgets the lists that are over. */
    @Override
    public void mayHaveMissed() {
        Map<Long, RevokedPlaces> all = new ConcurrentHashMap<>();
        Map<Long, RevokedPlaces> before = lists;
        Instant now = clock.instant();
        read(LIVE, all);
        // those of before stay, so that who prepared one still sees whether it has changed
        all.replaceAll(
                (list, read) -> before.containsKey(list) ? before.get(list).with(read) : read);
        lists = all;
        read(RECENT, all);
        knownAt = now;
    }

    /** Too old to go by; or of a time to come, where the clock was set back. */
    private boolean isStale(Instant now) {
        return knownAt.plus(STALE).isBefore(now) || knownAt.isAfter(now.plus(STALE));
    }

    private void look() {
        Instant now = clock.instant();
        if (!span.readAt().plusSeconds(1).isAfter(now) || span.readAt().isAfter(now)) {
            span = readSpan(now);
        }
    }

    @Scheduled(every = "1s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void lookForMissed() {
        Instant now = clock.instant();
        if (knownAt.equals(Instant.MIN)) {
            return; // nobody asked yet, and the listening has not begun
        }
        try {
            if (isStale(now)) {
                mayHaveMissed(); // what is recent is not all that was missed
                return;
            }
            read(RECENT, lists);
            knownAt = now;
        } catch (RuntimeException e) {
            LOG.debugf("The status lists cannot be read: %s", e.getMessage());
        }
    }

    @Scheduled(every = "60s", delayed = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        try {
            mayHaveMissed();
        } catch (RuntimeException e) {
            LOG.debugf("The status lists cannot be read: %s", e.getMessage());
        }
    }

    private void read(String query, Map<Long, RevokedPlaces> into) {
        query(query, row -> {
            long first = row.getLong(1);
            for (long number = first; number < first + row.getInt(2); number++) {
                StatusPlace place = new StatusPlace(number);
                into.computeIfAbsent(place.list(), list -> new RevokedPlaces()).add(place.index());
            }
        });
    }

    private Span readSpan(Instant now) {
        Span[] read = new Span[1];
        query(SPAN, row -> {
            long newest = new StatusPlace(row.getLong(1)).list();
            long first = row.getLong(2);
            read[0] = new Span(row.wasNull() ? newest : new StatusPlace(first).list(), newest, now);
        });
        return read[0];
    }

    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private void query(String sql, Row row) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    row.take(rows);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The status lists cannot be read: " + e.getMessage(), e);
        }
    }
}
