package dev.limen.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.protocol.Profile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are made to exhaust their reader. */
class YamlDocumentTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    /** Bytes, most of which are garbage at once. */
    private static final long MUCH = 4L * 1024 * 1024 * 1024;

    static Stream<Arguments> bombs() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1) + ",";
            laughs.append("a%d: &a%d [%s]%n".formatted(i, i, alias.repeat(9) + "*a" + (i - 1)));
        }
        return Stream.of(
                Arguments.of("billion laughs", laughs.toString(), "aliases (*name) are not allowed"),
                Arguments.of("itself", "a: &a [*a]", "aliases (*name) are not allowed"),
                Arguments.of("merged", "a: &a {b: c}\nd:\n  <<: *a", "aliases (*name) are not allowed"),
                Arguments.of("deep lists", "[".repeat(100_000), "nested deeper than 32 levels"),
                Arguments.of("deep mappings", "{a: ".repeat(100_000), "nested deeper than 32 levels"),
                Arguments.of("deep block", "- ".repeat(100_000), "nested deeper than 32 levels"),
                Arguments.of("deep keys", "? ".repeat(100_000), "nested deeper than 32 levels"),
                Arguments.of("deep enough", "[".repeat(33) + "]".repeat(33), "nested deeper than 32 levels"),
                Arguments.of("long", "a".repeat(YamlDocument.MAX_LENGTH + 1), "longer than"),
                Arguments.of("wide key", "a".repeat(1_000_000) + ": b", "not YAML"),
                Arguments.of("unending quote", "a: \"" + "x\n".repeat(500_000), "not YAML"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void refusesBombsWithinBounds(String name, String text, String sentence) {
        Faults faults = new Faults();
        within(text, faults);
        assertThat(faults.inOrder()).extracting(Fault::sentence).anyMatch(s -> s.contains(sentence));
    }

    static Stream<Arguments> large() {
        return Stream.of(
                Arguments.of("one scalar", "a: " + "x".repeat(1_000_000)),
                Arguments.of("many keys", lines("k%d: v\n", 90_000)),
                Arguments.of("many items", lines("- %d\n", 110_000)),
                Arguments.of("flow", "[" + "[],".repeat(340_000) + "]"),
                Arguments.of("block text", "a: |\n" + "  line\n".repeat(140_000)),
                Arguments.of("comments", "# comment\n".repeat(100_000)),
                Arguments.of("blank lines", "\n".repeat(1_000_000)),
                Arguments.of("anchors", lines("- &a%d x\n", 70_000)),
                Arguments.of("placeholders", "a: \"" + "${A}".repeat(250_000) + "\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("large")
    void readsWhatIsLargeWithinBounds(String name, String text) {
        within(text, new Faults());
    }

    /** Files with mistakes at random places: an answer every time, and never an exception. */
    @RepeatedTest(20)
    void survivesMutations(RepetitionInfo repetition) throws Exception {
        String sound = Files.readString(Path.of("src/test/resources/test-realm.yaml"));
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 200; i++) {
            String text = mutated(sound, random);
            Faults faults = new Faults();
            RealmReader.read(text, new Placeholders(name -> Optional.empty()), Profile.OAUTH21, faults);
            assertThat(faults.inOrder()).allSatisfy(fault -> {
                assertThat(fault.position().line())
                        .isBetween(1, 2 + (int) text.lines().count());
                assertThat(fault.position().column()).isPositive();
                assertThat(fault.sentence()).doesNotContain("\n").isNotBlank();
            });
        }
    }

    /** Bytes without any meaning. */
    @Test
    void survivesNoise() {
        Random random = new Random(42);
        for (int i = 0; i < 3000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            RealmReader.read(
                    new String(noise, random.nextBoolean() ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8),
                    new Placeholders(name -> Optional.empty()),
                    Profile.OAUTH21,
                    new Faults());
        }
    }

    private static String mutated(String sound, Random random) {
        String alphabet = "{}[]:,-#&*!|>'\"%@`?\t\n ${}~<=\\0aZ\u0000\u0085\ud800\u202e";
        StringBuilder text = new StringBuilder(sound);
        for (int i = 0; i <= random.nextInt(4); i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                case 2 -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                default -> text.delete(at, Math.min(text.length(), at + random.nextInt(80)));
            }
        }
        return text.toString();
    }

    private static void within(String text, Faults faults) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Assertions.assertTimeout(
                LONG,
                () -> RealmReader.read(text, new Placeholders(name -> Optional.empty()), Profile.OAUTH21, faults));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MUCH);
    }

    private static String lines(String line, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(line.formatted(i));
        }
        return text.toString();
    }
}
