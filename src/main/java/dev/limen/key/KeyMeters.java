package dev.limen.key;

import dev.limen.jose.SigningAlgorithm;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What those who watch Limen see of the keys: how old the signing ones are, and how many there are in each state. */
@Singleton
class KeyMeters {

    private static final List<KeyState> PUBLISHED = List.of(KeyState.NEXT, KeyState.ACTIVE, KeyState.RETIRING);

    private final Keys keys;
    private final Clock clock;
    private final MeterRegistry meters;

    KeyMeters(Keys keys, Clock clock, MeterRegistry meters) {
        this.keys = keys;
        this.clock = clock;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        keys.algorithms().forEach(algorithm -> Gauge.builder("limen.keys.age", () -> age(algorithm))
                .tag("alg", algorithm.wire())
                .baseUnit("seconds")
                .description("How long the key has signed that signs now")
                .register(meters));
        PUBLISHED.forEach(state -> Gauge.builder("limen.keys", () -> number(state))
                .tag("state", state.wire())
                .description("Published keys")
                .register(meters));
    }

    private double age(SigningAlgorithm algorithm) {
        Instant now = clock.instant();
        return keys.known()
                .signing(algorithm, now)
                .map(life -> (double) Duration.between(life.activatesAt(), now).toSeconds())
                .orElse(Double.NaN);
    }

    private long number(KeyState state) {
        return keys.known().lives().stream().filter(life -> life.is(state)).count();
    }
}
