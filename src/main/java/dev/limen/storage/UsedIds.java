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
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setBytes(1, hash(kind, owner, id));
            insert.setObject(2, expiresAt.atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new StorageException("An identifier cannot be marked as used: " + e.getMessage(), e);
        }
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
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
