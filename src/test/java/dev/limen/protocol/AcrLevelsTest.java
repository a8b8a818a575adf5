package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcrLevelsTest {

    private static final Instant THEN = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<String> PASSWORD = List.of("pwd");

    private final AcrLevels levels = AcrLevels.of(List.of(
            new AcrLevel("bronze", PASSWORD, Optional.empty()),
            new AcrLevel("fresh", PASSWORD, Optional.of(Duration.ofMinutes(5))),
            new AcrLevel("strong", List.of("pwd", "otp"), Optional.empty())));

    @Test
    void theBuiltInOneIsTheWeakestUnlessItIsDeclared() {
        assertThat(levels.names()).containsExactly(AcrLevels.PASSWORD, "bronze", "fresh", "strong");
        AcrLevels own = AcrLevels.of(List.of(
                new AcrLevel("weak", PASSWORD, Optional.empty()),
                new AcrLevel(AcrLevels.PASSWORD, PASSWORD, Optional.empty())));
        assertThat(own.names()).containsExactly("weak", AcrLevels.PASSWORD);
        assertThat(AcrLevels.of(List.of()).names()).containsExactly(AcrLevels.PASSWORD);
    }

    @Test
    void aSignInReachesTheStrongestThatItsMethodsAndItsAgeAllow() {
        assertThat(levels.reached(PASSWORD, THEN, THEN)).isEqualTo(2);
        assertThat(levels.reached(PASSWORD, THEN, THEN.plusSeconds(300))).isEqualTo(2);
        assertThat(levels.reached(PASSWORD, THEN, THEN.plusSeconds(301))).isEqualTo(1);
        assertThat(levels.reached(List.of("otp", "pwd"), THEN, THEN.plusSeconds(301)))
                .isEqualTo(3);
        assertThat(levels.reached(List.of("face"), THEN, THEN)).isEqualTo(AcrLevels.NONE);
    }

    @Test
    void oneOfSeveralWillDoSoTheWeakestCounts() {
        assertThat(levels.weakest(List.of("strong", "bronze", "unknown"))).hasValue(1);
        assertThat(levels.weakest(List.of("unknown"))).isEmpty();
        assertThat(levels.weakest(List.of())).isEmpty();
    }

    @Test
    void theClientHearsWhatItWishedWhereThatIsReached() {
        assertThat(levels.said(2, List.of())).contains("fresh");
        assertThat(levels.said(2, List.of("bronze", "fresh"))).contains("bronze");
        assertThat(levels.said(2, List.of("strong", "fresh", "bronze"))).contains("fresh");
        assertThat(levels.said(1, List.of("strong", "unknown"))).contains("bronze");
        assertThat(levels.said(AcrLevels.NONE, List.of("bronze"))).isEmpty();
    }
}
