package dev.limen.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.LogCapture;
import dev.limen.support.LogCapture.Line;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessTokenSizesTest {

    private static final String FITS = "x".repeat(2048);
    private static final String LARGE = "y".repeat(2049);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AccessTokenSizes sizes = new AccessTokenSizes(meters);

    @Test
    void everyTokenCountsByItsLength() {
        sizes.record(FITS, "web");
        sizes.record(LARGE, "web");
        var summary = meters.get("limen.access.token").summary();
        assertThat(summary.count()).isEqualTo(2);
        assertThat(summary.totalAmount()).isEqualTo(4097);
    }

    @Test
    void aLargeOneIsSaidOnceForEachClientAndNotShown() {
        List<String> warnings = LogCapture.during(() -> {
                    sizes.record(FITS, "fits");
                    sizes.record(LARGE, "web");
                    sizes.record(LARGE, "web");
                    sizes.record(LARGE, "spa");
                })
                .stream()
                .filter(Line::ours)
                .map(Line::text)
                .toList();
        assertThat(warnings).hasSize(2).noneMatch(text -> text.contains("yy"));
        assertThat(warnings.getFirst()).contains("web", "2049 bytes");
        assertThat(warnings.getLast()).contains("spa");
    }
}
