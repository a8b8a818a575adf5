package dev.limen.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.LogCapture;
import dev.limen.support.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private final AtomicInteger waiting = new AtomicInteger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestClock clock = new TestClock();
    private final Backlog backlog = new Backlog(3, waiting::get, meters, clock);

    @Test
    void refusesFromTheBoundOn() {
        waiting.set(2);
        assertThat(backlog.refuses()).isFalse();
        waiting.set(3);
        assertThat(backlog.refuses()).isTrue();
        waiting.set(2);
        assertThat(backlog.refuses()).isFalse();
        assertThat(meters.counter("limen.requests.refused").count()).isEqualTo(1);
        assertThat(meters.get("limen.requests.waiting").gauge().value()).isEqualTo(2);
    }

    @Test
    void writesALineNowAndThen() {
        clock.stop();
        waiting.set(3);
        assertThat(lines()).isEqualTo(1);
        assertThat(lines()).isZero();
        clock.advance(Duration.ofSeconds(11));
        assertThat(lines()).isEqualTo(1);
    }

    private long lines() {
        return LogCapture.during(() -> {
                    backlog.refuses();
                    backlog.refuses();
                })
                .stream()
                .filter(line -> line.text().contains("wait for a thread"))
                .count();
    }
}
