package dev.limen.support;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.Cache;

/** The provider's database, as an operator would change it behind the provider's back. */
@Singleton
public class Database {

    private final DataSource dataSource;
    private final EntityManagerFactory memory;

    public Database(DataSource dataSource, EntityManagerFactory memory) {
        this.dataSource = dataSource;
        this.memory = memory;
    }

    /** Executes one statement. The provider forgets what it had in memory, as it would soon by itself. */
    public void execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        memory.getCache().unwrap(Cache.class).evictAllRegions();
    }

    /** The one number that a query gives. */
    public long count(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public void enable(People person, boolean enabled) {
        execute("update users set enabled = " + enabled + " where sub = '" + person.sub() + "'");
    }

    public void enable(RelyingParty client, boolean enabled) {
        execute("update clients set enabled = " + enabled + " where client_id = '" + client.clientId() + "'");
    }

    /** Lets the provider run with no connection left, as when the database has gone away. */
    public void away(Runnable meanwhile) throws SQLException {
        List<Connection> held = new ArrayList<>();
        try {
            holdAll(held);
            meanwhile.run();
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
    }

    private void holdAll(List<Connection> held) {
        try {
            while (true) {
                held.add(dataSource.getConnection());
            }
        } catch (SQLException exhausted) {
            // that is the state to bring about
        }
    }
}
