package dev.limen.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.limen.outbound.HostBudgets.Turn;
import dev.limen.outbound.OutboundException.Reason;
import dev.limen.support.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostBudgetsTest {

    private static final Target ONE = new Target("one.example.com", 443, true, "/");

    private final TestClock clock = new TestClock();
    private final HostBudgets budgets = new HostBudgets(clock);

    @BeforeEach
    void stopTime() {
        clock.stop();
    }

    @Test
    void letsSoManyCallsOfOneHostBeUnderWay() throws OutboundException {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < HostBudgets.CALLS_PER_HOST; i++) {
            turns.add(budgets.enter(ONE));
        }
        refused(ONE);
        assertThatCode(() -> budgets.enter(host(2)).close()).doesNotThrowAnyException();
        turns.getFirst().close();
        assertThatCode(() -> budgets.enter(ONE).close()).doesNotThrowAnyException();
    }

    @Test
    void letsSoManyCallsBeUnderWayInAll() throws OutboundException {
        for (int i = 0; i < HostBudgets.CALLS; i++) {
            budgets.enter(host(i));
        }
        refused(ONE);
    }

    @Test
    void leavesAHostAloneThatFailsAgainAndAgain() throws OutboundException {
        fail(HostBudgets.FAILURES - 1);
        assertThatCode(() -> budgets.enter(ONE).close()).doesNotThrowAnyException();
        fail(1);
        refused(ONE);
        assertThatCode(() -> budgets.enter(host(2)).close()).doesNotThrowAnyException();
        clock.advance(HostBudgets.FIRST_PAUSE);
        try (Turn trial = budgets.enter(ONE)) {
            refused(ONE); // one tries for all
            trial.failed();
        }
        clock.advance(HostBudgets.FIRST_PAUSE);
        refused(ONE); // twice as long now
        clock.advance(HostBudgets.FIRST_PAUSE);
        try (Turn trial = budgets.enter(ONE)) {
            trial.answered();
        }
        fail(1);
        assertThatCode(() -> budgets.enter(ONE).close()).doesNotThrowAnyException();
    }

    @Test
    void pausesNoLongerThanTheLongest() throws OutboundException {
        for (int i = 0; i < 40; i++) {
            fail(1);
            clock.advance(HostBudgets.LONGEST_PAUSE.plus(Duration.ofMillis(1)));
        }
        assertThatCode(() -> budgets.enter(ONE).close()).doesNotThrowAnyException();
    }

    private void fail(int times) throws OutboundException {
        for (int i = 0; i < times; i++) {
            try (Turn turn = budgets.enter(ONE)) {
                turn.failed();
            }
        }
    }

    private void refused(Target target) {
        OutboundException e = catchThrowableOfType(OutboundException.class, () -> budgets.enter(target));
        assertThat(e.reason()).isIn(Reason.BUSY, Reason.PAUSED);
    }

    private static Target host(int number) {
        return new Target("host-" + number + ".example.com", 443, true, "/");
    }
}
