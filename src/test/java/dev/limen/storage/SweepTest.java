package dev.limen.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SweepTest {

    @Inject
    Sweep sweep;

    @Inject
    DataSource database;

    @BeforeEach
    void createTable() throws SQLException {
        execute("create table swept (n int)");
        execute("insert into swept select generate_series(1, 2500)");
    }

    @AfterEach
    void dropTable() throws SQLException {
        execute("drop table swept");
    }

    @Test
    void deletesWhatMeetsTheConditionInSeveralBatches() throws SQLException {
        assertThat(sweep.delete("swept", "n > ?", 100)).isEqualTo(2400);
        assertThat(rows()).isEqualTo(100);
    }

    @Test
    void deletesAFullBatchAndNothingMore() {
        assertThat(sweep.delete("swept", "n <= ?", 1000)).isEqualTo(1000);
        assertThat(sweep.delete("swept", "n <= ?", 1000)).isZero();
    }

    @Test
    void leavesRowsThatSomebodyElseIsAt() throws SQLException {
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select n from swept where n <= 10 for update");
            assertThat(sweep.delete("swept", "n > ?", 0)).isEqualTo(2490);
            other.rollback();
        }
    }

    @Test
    void goesByTheIndexAlthoughHalfOfTheTableIsOver() throws SQLException {
        execute("insert into swept select generate_series(100000, 3000, -1)");
        execute("create index swept_n on swept (n)");
        execute("analyze swept");
        String sql = Sweep.statement("swept", "n < ?").replace("?", "50000");
        assertThat(plan(sql)).contains("Index Scan using swept_n").doesNotContain("Seq Scan");
    }

    @Test
    void takesNoConditionThatBeginsWithNoColumn() {
        assertThatThrownBy(() -> sweep.delete("swept", "? < n", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesNothingButATable() {
        assertThatThrownBy(() -> sweep.delete("swept; drop table users", "n > 0"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private String plan(String sql) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var lines = statement.executeQuery("explain " + sql)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    private int rows() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from swept")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
