package dev.limen.audit;

import dev.limen.json.StrictJson;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of the audit trail. */
@Singleton
final class AuditTable {

    private static final int MAX_VALUE = 1000;

    private static final String INSERT = """
            insert into audit_events (id, at, type, outcome, client_id, sub, sid, address, reference, detail)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
            on conflict (id) do nothing
            """;

    private final AgroalDataSource database;
    private final StrictJson json;

    AuditTable(AgroalDataSource database, StrictJson json) {
        this.database = database;
        this.json = json;
    }

    void insert(List<AuditRow> rows) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (AuditRow row : rows) {
                fill(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void fill(PreparedStatement statement, AuditRow row) throws SQLException {
        AuditEntry entry = row.entry();
        statement.setObject(1, row.id());
        statement.setObject(2, row.at().atOffset(ZoneOffset.UTC));
        statement.setString(3, entry.type());
        statement.setString(4, entry.outcome().wire());
        statement.setString(5, storable(entry.clientId()));
        statement.setString(6, storable(entry.sub()));
        statement.setString(7, storable(entry.sid()));
        statement.setString(8, storable(row.address()));
        statement.setString(9, storable(row.reference()));
        statement.setString(10, detail(entry));
    }

    private String detail(AuditEntry entry) {
        Map<String, Object> storable = new LinkedHashMap<>();
        entry.detail().forEach((name, value) -> storable.put(name, storable(value)));
        return json.write(storable);
    }

    private static String storable(Optional<String> value) {
        return value.map(AuditTable::storable).orElse(null);
    }

    /** Strangers choose some values: PostgreSQL would refuse a NUL or half a character, and with it the whole batch. */
    private static String storable(String value) {
        String cut = value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) : value;
        String whole = new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return whole.replace('\0', '?');
    }
}
