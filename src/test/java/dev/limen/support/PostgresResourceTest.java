package dev.limen.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PostgresResourceTest {
    @Inject
    DataSource dataSource;

    @Test
    void givesEveryTestAMigratedDatabaseOfItsOwn() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select current_database(), version(), (select count(*) from clients)")) {
            row.next();
            assertThat(row.getString(1)).startsWith("test_");
            assertThat(row.getString(2)).startsWith("PostgreSQL 18");
        }
    }
}
