package dev.limen.signout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Backoff backoff = new Backoff(FIRST, LONGEST);
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

    @Test
    void doublesUpToTheLimitWithAQuarterMoreOrLess() {
        for (int failures = 1; failures < 100; failures++) {
            Duration usual = failures > 11 ? LONGEST : FIRST.multipliedBy(1L << failures - 1);
            assertThat(backoff.after(failures, random))
                    .isBetween(
                            usual.multipliedBy(3).dividedBy(4),
                            usual.multipliedBy(5).dividedBy(4));
        }
    }

    @Test
    void doesNotComeBackTogether() {
        assertThat(backoff.after(5, random)).isNotEqualTo(backoff.after(5, random));
    }
}
