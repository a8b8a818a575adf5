package dev.limen.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.outbound.OutboundAnswer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                          |                               |     | 600",
                "max-age=300               |                               |     | 300",
                "public, Max-Age=300       |                               |     | 300",
                "max-age=300               |                               | 100 | 200",
                "max-age=300               | Tue, 01 Jan 2030 00:30:00 GMT |     | 300",
                "max-age=5                 |                               |     | 60",
                "max-age=86400             |                               |     | 3600",
                "max-age=999999999999      |                               |     | 3600",
                "no-store, max-age=300     |                               |     | 60",
                "max-age=300,no-cache      |                               |     | 60",
                "x-max-age=300             |                               |     | 600",
                "                          | Tue, 01 Jan 2030 00:30:00 GMT |     | 1800",
                "                          | Tue, 01 Jan 2019 00:30:00 GMT |     | 60",
                "                          | 0                             |     | 60",
                "                          |                               | x   | 600"
            })
    void isWhatTheHostAllowsWithinBounds(String control, String expires, String age, long seconds) {
        Map<String, String> headers = new HashMap<>();
        put(headers, "cache-control", control);
        put(headers, "expires", expires);
        put(headers, "age", age);
        assertThat(Freshness.of(new OutboundAnswer(200, headers, new byte[0]), NOW))
                .hasSeconds(seconds);
    }

    private static void put(Map<String, String> headers, String name, String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }
}
