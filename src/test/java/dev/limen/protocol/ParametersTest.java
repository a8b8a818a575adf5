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
    void whatMayBeRepeatedIsReadAsAWholeAndEachValueOnce() {
        Parameters parameters = Parameters.of(Map.of("resource", List.of("b", "", "a", "b"), "x", List.of("1")));
        parameters.refuseMalformed("resource", "audience");
        assertThat(parameters.all("resource")).containsExactly("b", "a");
        assertThat(parameters.all("x")).containsExactly("1");
        assertThat(parameters.all("audience")).isEmpty();
    }

    @Test
    void onlyWhatMayBeRepeatedIsLetThrough() {
        Parameters parameters = Parameters.of(Map.of("resource", List.of("a", "b")));
        assertThatThrownBy(parameters::refuseMalformed).isInstanceOf(OAuthException.class);
        assertThatThrownBy(() -> parameters.refuseMalformed("audience")).isInstanceOf(OAuthException.class);
    }

    @Test
    void aCharacterThatNobodyKnowsIsRefusedInEachValue() {
        Parameters parameters = Parameters.of(Map.of("resource", List.of("a", "b\0")));
        assertThatThrownBy(() -> parameters.refuseMalformed("resource")).hasMessageContaining("U+0000");
    }

    @Test
    void itsMembersSayTheSameAgain() {
        Parameters parameters = Parameters.of(Map.of("resource", List.of("a", "b"), "scope", List.of("x y")));
        Parameters again = Parameters.ofMembers(parameters.members());
        assertThat(again.all("resource")).containsExactly("a", "b");
        assertThat(again.get("scope")).contains("x y");
    }

    @Test
    void itsTextHasNoValues() {
        assertThat(Parameters.ofSingle(Map.of("password", "hunter2")).toString())
                .doesNotContain("hunter2");
    }
}
