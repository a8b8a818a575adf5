package dev.limen.support;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The clock of every Quarkus test: the time of day, until a test moves on in time. Such a test resets it afterwards. */
@Singleton
public class TestClock extends Clock {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<Optional<Instant>> stopped = new AtomicReference<>(Optional.empty());

    public void advance(Duration step) {
        ahead.updateAndGet(step::plus);
    }

    /** Lets no time pass but by {@link #advance}. */
    public void stop() {
        stopped.set(Optional.of(Instant.now()));
    }

    public void reset() {
        ahead.set(Duration.ZERO);
        stopped.set(Optional.empty());
    }

    @Override
    public Instant instant() {
        return stopped.get().orElseGet(Instant::now).plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the program tells time in instants alone");
    }
}
