package dev.limen.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.limen.jose.SigningAlgorithm;
import dev.limen.key.Step.Activate;
import dev.limen.key.Step.Make;
import dev.limen.key.Step.Retire;
import dev.limen.key.Step.StopSigning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The lives of keys as a table. Times are minutes; the key set may be cached for 5 of them, and nodes follow within 1. */
class RotationPolicyTest {

    private static final Instant ZERO = Instant.parse("2030-01-01T00:00:00Z");
    private static final int ROTATION = 1000;
    private static final int LEAD = 6;
    private static final int LIFETIME = 20;
    private static final int WANTED = 5000;

    private final RotationPolicy policy = policy(ROTATION);

    static Stream<Arguments> due() {
        return Stream.of(
                arguments("nothing is there: made, and active at once", List.of(), 7, List.of(new Make(at(7)))),
                arguments("young", List.of(active("a", 0)), 993, List.of()),
                arguments(
                        "its end is as near as others cache",
                        List.of(active("a", 0)),
                        ROTATION - LEAD,
                        List.of(new Make(at(ROTATION)))),
                arguments(
                        "noticed late: published for as long all the same",
                        List.of(active("a", 0)),
                        3000,
                        List.of(new Make(at(3000 + LEAD)))),
                arguments("one successor", List.of(active("a", 0), next("b", 1000)), 999, List.of()),
                arguments(
                        "the successor's time has come",
                        List.of(active("a", 0), next("b", 1000)),
                        1000,
                        List.of(new StopSigning("a", at(1000)), new Activate("b"))),
                arguments(
                        "noticed late: it stopped when the other began",
                        List.of(active("a", 0), next("b", 1000)),
                        1500,
                        List.of(new StopSigning("a", at(1000)), new Activate("b"))),
                arguments("the next one alone takes over", List.of(next("b", 10)), 5, List.of(new Activate("b"))),
                arguments(
                        "its last token may live",
                        List.of(retiring("a", 1000), active("b", 1000)),
                        1000 + LIFETIME,
                        List.of()),
                arguments(
                        "its last token is over",
                        List.of(retiring("a", 1000), active("b", 1000)),
                        1000 + LIFETIME + 1,
                        List.of(new Retire("a"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void due(String name, List<KeyLife> keys, int minute, List<Step> expected) {
        assertThat(policy.due(keys, true, at(minute))).isEqualTo(expected);
    }

    static Stream<Arguments> notConfigured() {
        return Stream.of(
                arguments("never there", List.of(), 0, List.of()),
                arguments("wanted by another node: not made here", List.of(active("a", 0)), 4000, List.of()),
                arguments(
                        "wanted by another node: seen to all the same",
                        List.of(active("a", 0), next("b", 1000)),
                        1000,
                        List.of(new StopSigning("a", at(1000)), new Activate("b"))),
                arguments(
                        "wanted by nobody",
                        List.of(active("a", 0), next("b", 6000)),
                        WANTED,
                        List.of(new StopSigning("a", at(WANTED)), new Retire("b"))),
                arguments("wanted by nobody, and retiring", List.of(retiring("a", 5000)), 5010, List.of()),
                arguments(
                        "wanted by nobody, and over",
                        List.of(retiring("a", 5000)),
                        5000 + LIFETIME + 1,
                        List.of(new Retire("a"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void notConfigured(String name, List<KeyLife> keys, int minute, List<Step> expected) {
        assertThat(policy.due(keys, false, at(minute))).isEqualTo(expected);
    }

    @Test
    void aConfiguredAlgorithmIsWantedWhateverTheRowsSay() {
        assertThat(policy.due(List.of(active("a", 4900)), true, at(WANTED + 100)))
                .isEmpty();
    }

    @Test
    void withoutAScheduleNothingEndsByItself() {
        assertThat(policy(0).due(List.of(active("a", 0)), true, at(1_000_000))).isEmpty();
    }

    @Test
    void anOperatorGetsOneSuccessorAtATime() {
        assertThat(policy.rotation(List.of(active("a", 0)), at(3))).containsExactly(new Make(at(3 + LEAD)));
        assertThat(policy.rotation(List.of(active("a", 0), next("b", 9)), at(4)))
                .isEmpty();
        assertThat(policy.rotation(List.of(), at(4))).containsExactly(new Make(at(4)));
    }

    @Test
    void anOperatorEndsEveryKeyAtOnce() {
        assertThat(policy.replacement(List.of(retiring("a", 0), active("b", 0), next("c", 9)), at(4)))
                .containsExactly(new Retire("a"), new Retire("b"), new Retire("c"), new Make(at(4)));
    }

    private static RotationPolicy policy(int rotation) {
        return new RotationPolicy(new KeyTimes(Duration.ofMinutes(rotation), Duration.ofMinutes(5)));
    }

    private static KeyLife active(String kid, int since) {
        return life(kid, KeyState.ACTIVE, since, Optional.empty());
    }

    private static KeyLife next(String kid, int from) {
        return life(kid, KeyState.NEXT, from, Optional.empty());
    }

    private static KeyLife retiring(String kid, int since) {
        return life(kid, KeyState.RETIRING, 0, Optional.of(at(since)));
    }

    private static KeyLife life(String kid, KeyState state, int activatesAt, Optional<Instant> retiringAt) {
        return new KeyLife(
                kid,
                SigningAlgorithm.ES256,
                state,
                at(activatesAt),
                retiringAt,
                Duration.ofMinutes(LIFETIME),
                at(WANTED));
    }

    private static Instant at(int minute) {
        return ZERO.plus(Duration.ofMinutes(minute));
    }
}
