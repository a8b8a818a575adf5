package dev.limen.storage;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * Deletes what nobody needs any more, in batches that are over within milliseconds: no request waits for them, and two
 * nodes that sweep at the same time share the work.
 */
@ApplicationScoped
public class Sweep {

    private static final int BATCH = 1000;
    private static final Pattern TABLE = Pattern.compile("[a-z_]+");

    private final AgroalDataSource database;

    Sweep(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * Deletes the rows of a table that meet a condition. Call it outside transactions: each batch is one of its own.
     *
     * @param table its name
     * @param condition constant SQL, served by an index, with a {@code ?} for each parameter
     * @return how many rows are gone
     * @throws StorageException if the database refuses; what was deleted stays deleted
     */
    public int delete(String table, String condition, Object... parameters) {
        if (!TABLE.matcher(table).matches()) {
            throw new IllegalArgumentException("not a table: " + table);
        }
        String sql =
                "delete from %s where ctid = any(array(select ctid from %s where %s limit %d for update skip locked))"
                        .formatted(table, table, condition, BATCH);
        int total = 0;
        int deleted;
        do {
            deleted = batch(sql, parameters);
            total += deleted;
        } while (deleted == BATCH);
        return total;
    }

    private int batch(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(
                        i + 1, parameters[i] instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : parameters[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new StorageException("The sweep failed: " + e.getMessage(), e);
        }
    }
}
