package dev.limen.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.start.ProgramPages.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramPagesTest {

    private static List<String> mapping(String range, String permissions, String file, int written) {
        return List.of(
                range + " " + permissions + " 00010000 08:01 4711" + " ".repeat(20) + file,
                "Rss:               46188 kB",
                "Anonymous:" + " ".repeat(9) + written + " kB");
    }

    private static List<Range> unwritten(List<String> mappings) {
        return ProgramPages.unwritten(mappings, "/opt/limen/limen");
    }

    @Test
    void codeAndConstantsAreFound() {
        assertThat(unwritten(mapping("7f00-8f00", "r-xp", "/opt/limen/limen", 0)))
                .containsExactly(new Range(0x7f00, 0x8f00));
        assertThat(unwritten(mapping("7f0000000000-7f0000001000", "r--p", "/opt/limen/limen", 0)))
                .containsExactly(new Range(0x7f0000000000L, 0x7f0000001000L));
    }

    @Test
    void whatWasWrittenIsLeftAlone() {
        assertThat(unwritten(mapping("7f00-8f00", "r--p", "/opt/limen/limen", 4)))
                .isEmpty();
    }

    @Test
    void whatCanBeWrittenIsLeftAlone() {
        assertThat(unwritten(mapping("7f00-8f00", "rw-p", "/opt/limen/limen", 0)))
                .isEmpty();
    }

    @Test
    void otherFilesAndNoneAreLeftAlone() {
        assertThat(unwritten(mapping("7f00-8f00", "r-xp", "/lib/libc.so.6", 0))).isEmpty();
        assertThat(unwritten(mapping("7f00-8f00", "r--p", "", 0))).isEmpty();
    }
}
