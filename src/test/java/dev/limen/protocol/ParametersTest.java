package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** RFC 6749, section 3.1. */
class ParametersTest {

    @Test
    void aParameterWithoutAValueIsOmitted() {
        Parameters parameters = Parameters.of(Map.of("a", List.of(""), "b", List.of("1")));
        assertThat(parameters.get("a")).isEmpty();
        assertThat(parameters.has("a")).isFalse();
        assertThat(parameters.get("b")).contains("1");
    }

    @Test
    void aRepeatedParameterIsRefusedWhereItIsRead() {
        Parameters parameters = Parameters.of(Map.of("a", List.of("1", "1"), "b", List.of("1")));
        assertThat(parameters.get("b")).contains("1");
        assertThatThrownBy(() -> parameters.get("a")).isInstanceOf(OAuthException.class);
        assertThatThrownBy(parameters::refuseMalformed).isInstanceOf(OAuthException.class);
    }

    @Test
    void itsTextHasNoValues() {
        assertThat(Parameters.ofSingle(Map.of("password", "hunter2")).toString())
                .doesNotContain("hunter2");
    }
}
