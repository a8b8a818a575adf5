package dev.limen.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, ::ffff:192.0.2.1",
        "2001:db8::1, 2001:db8:0:0:ffff:ffff:ffff:ffff",
        "2001:db8::1, 2001:DB8:0000::1"
    })
    void isOneSource(String one, String other) {
        assertThat(SourceAddress.of(one)).isEqualTo(SourceAddress.of(other));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.2", "2001:db8::1, 2001:db8:0:1::1", "unknown, 192.0.2.1"})
    void areTwoSources(String one, String other) {
        assertThat(SourceAddress.of(one)).isNotEqualTo(SourceAddress.of(other));
    }

    @Test
    void asksNoNameService() {
        assertThat(SourceAddress.of("localhost")).isEqualTo("localhost");
    }
}
