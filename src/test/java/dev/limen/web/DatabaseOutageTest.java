package dev.limen.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseOutageTest {

    @ParameterizedTest
    @ValueSource(strings = {"08000", "08001", "08006", "57P01", "57P02", "57P03"})
    void stateOfBrokenConnectionIsOutage(String state) {
        assertThat(DatabaseOutage.in(new RuntimeException(new SQLException("x", state))))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"42601", "23505", "40001", "57014"})
    void stateOfWrongStatementIsNot(String state) {
        assertThat(DatabaseOutage.in(new SQLException("x", state))).isEmpty();
    }

    @Test
    void refusedConnectionAndEmptyPoolAreOutage() {
        assertThat(DatabaseOutage.in(new IllegalStateException(new ConnectException())))
                .isPresent();
        assertThat(DatabaseOutage.in(new SQLTransientConnectionException())).isPresent();
        assertThat(DatabaseOutage.in(new SQLException("Acquisition timeout while waiting for new connection")))
                .isPresent();
    }

    /** As the transaction manager throws it: what the database said is not among the causes. */
    @Test
    void commitThatTheDatabaseDidNotLiveToSeeIsOutage() {
        SQLException away = new SQLException("terminating connection due to administrator command", "57P01");
        Exception rollback = new Exception("Could not commit transaction.");
        rollback.addSuppressed(new Exception(away));

        assertThat(DatabaseOutage.in(new RuntimeException(rollback))).containsSame(away);
    }

    @Test
    void circleOfCausesEnds() {
        RuntimeException first = new RuntimeException("first");
        first.initCause(new RuntimeException(first));

        assertThat(DatabaseOutage.in(first)).isEmpty();
    }
}
