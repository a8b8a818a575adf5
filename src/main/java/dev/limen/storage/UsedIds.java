package dev.limen.storage;

import dev.limen.protocol.Sha256;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Identifiers that others chose and that may be used once, on all nodes and over restarts. One conditional insert decides;
 * of several requests at one time, one is first.
 */
@ApplicationScoped
public class UsedIds {

    private static final String INSERT =
            "insert into used_ids (hash, expires_at) values (?, ?) on conflict (hash) do nothing";

    /** The same in a transaction whose commit does not wait for the disk. */
    private static final String QUICK_INSERT =
            "with quick as materialized (select set_config('synchronous_commit', 'off', true)) insert into used_ids"
                    + " (hash, expires_at) select cast(? as bytea), cast(? as timestamptz) from quick"
                    + " on conflict (hash) do nothing";

    /** Kept for so long beyond its end, as another node's clock may be behind. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final AgroalDataSource database;
    private final Sweep sweep;
    private final Clock clock;

    UsedIds(AgroalDataSource database, Sweep sweep, Clock clock) {
        this.database = database;
        this.sweep = sweep;
        this.clock = clock;
    }

    /**
     * Uses an identifier; within a transaction, if it commits.
     *
     * @param kind what it identifies, so that two kinds never meet
     * @param owner who chose it: the same identifier of another owner is another one
     * @param expiresAt when what it identifies is refused for its age anyway
     * @return whether this is its first use
     * @throws StorageException if the database refuses: nobody knows, so nothing may be taken as fresh
     */
    public boolean use(String kind, String owner, String id, Instant expiresAt) {
        return insert(INSERT, hash(kind, owner, id), expiresAt);
    }

    /**
     * As {@link #use}, for a transaction that writes nothing else: its commit does not wait for the disk. Every node sees it
     * at once; a crash of the database server, and that alone, may forget the last half second.
     */
    public boolean useWithoutWaiting(String kind, String owner, String id, Instant expiresAt) {
        return insert(QUICK_INSERT, hash(kind, owner, id), expiresAt);
    }

    private boolean insert(String sql, byte[] hash, Instant expiresAt) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setBytes(1, hash);
            insert.setObject(2, expiresAt.atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new StorageException("An identifier cannot be marked as used: " + e.getMessage(), e);
        }
    }

    @Scheduled(every = "2m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void expired() {
        sweep.delete("used_ids", "expires_at < ?", clock.instant().minus(KEPT));
    }

    /** Lengths keep the parts apart: no owner can write an identifier of another. */
    private static byte[] hash(String kind, String owner, String id) {
        StringBuilder text = new StringBuilder();
        for (String part : new String[] {kind, owner, id}) {
            text.append(part.length()).append(':').append(part);
        }
        return Sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
