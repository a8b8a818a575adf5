package dev.limen.storage;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Deletes what nobody needs any more, in batches that are over within milliseconds: no request waits for them, and two
 * nodes that sweep at the same time share the work.
 */
@ApplicationScoped
public class Sweep {

    private static final int BATCH = 1000;
    private static final Pattern TABLE = Pattern.compile("[a-z_]+");
    private static final Pattern COLUMN = Pattern.compile("([a-z_]+)\\b.*", Pattern.DOTALL);

    private final AgroalDataSource database;

    Sweep(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * Deletes the rows of a table that meet a condition. Call it outside transactions: each batch is one of its own.
     *
     * @param table its name
     * @param condition constant SQL with a {@code ?} for each parameter; begins with a column whose index serves it
     * @return how many rows are gone
     * @throws StorageException if the database refuses; what was deleted stays deleted
     */
    public int delete(String table, String condition, Object... parameters) {
        String sql = statement(table, condition);
        int total = 0;
        int deleted;
        do {
            deleted = batch(sql, parameters);
            total += deleted;
        } while (deleted == BATCH);
        return total;
    }

    /**
     * The order makes it go by the index, whatever the statistics say: where many rows are over, the planner hopes to come
     * upon a thousand of them soon, and reads a large table from its beginning, for every batch again.
     */
    static String statement(String table, String condition) {
        Matcher column = COLUMN.matcher(condition);
        if (!TABLE.matcher(table).matches() || !column.matches()) {
            throw new IllegalArgumentException("not a table, or no column: " + table + ", " + condition);
        }
        return "delete from %s where ctid = any(array(select ctid from %s where %s order by %s limit %d for update skip locked))"
                .formatted(table, table, condition, column.group(1), BATCH);
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
