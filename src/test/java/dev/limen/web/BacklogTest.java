package dev.limen.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.LogCapture;
import dev.limen.support.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestClock clock = new TestClock();
    private final Backlog backlog = new Backlog(2, meters, clock);

    @Test
    void hasRoomForSoMany() {
        assertThat(backlog.enter()).isTrue();
        assertThat(backlog.enter()).isTrue();
        assertThat(backlog.enter()).isFalse();
        assertThat(meters.get("limen.requests.waiting").gauge().value()).isEqualTo(2);
        backlog.leave();
        assertThat(backlog.enter()).isTrue();
        assertThat(meters.counter("limen.requests.refused").count()).isEqualTo(1);
    }

    @Test
    void writesALineNowAndThen() {
        clock.stop();
        backlog.enter();
        backlog.enter();
        assertThat(lines()).isEqualTo(1);
        assertThat(lines()).isZero();
        clock.advance(Duration.ofSeconds(11));
        assertThat(lines()).isEqualTo(1);
    }

    private long lines() {
        return LogCapture.during(() -> {
                    backlog.enter();
                    backlog.enter();
                })
                .stream()
                .filter(line -> line.text().contains("wait for a thread"))
                .count();
    }
}
