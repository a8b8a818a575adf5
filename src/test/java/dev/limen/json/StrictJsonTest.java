package dev.limen.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    private final StrictJson json = new StrictJson();

    @Test
    void readsArrays() {
        assertThat(json.array(" [\"a\", 1, {}] ")).containsExactly("a", 1L, Map.of());
        for (String other : List.of("", "{}", "[", "[] []", "\"a\"", "[{\"a\":1,\"a\":2}]")) {
            assertThatThrownBy(() -> json.array(other)).as(other).isInstanceOf(IllegalJsonException.class);
        }
    }

    @Test
    void readsEveryKindOfValue() {
        Map<String, Object> object =
                json.object(" {\"s\":\"\\u00e9\",\"i\":-7,\"d\":1.50,\"t\":true,\"f\":false,\"n\":null,"
                        + "\"a\":[1,[2],{\"x\":\"y\"}],\"o\":{}} ");
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("s", "é");
        expected.put("i", -7L);
        expected.put("d", new BigDecimal("1.50"));
        expected.put("t", true);
        expected.put("f", false);
        expected.put("n", null);
        expected.put("a", List.of(1L, List.of(2L), Map.of("x", "y")));
        expected.put("o", Map.of());
        assertThat(object).containsExactlyEntriesOf(expected);
        assertThat(json.object(json.write(object))).isEqualTo(object);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "\"text\"",
                "null",
                "{",
                "{\"a\":1",
                "{\"a\":1}}",
                "{\"a\":1} x",
                "{\"a\":1}{\"a\":2}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":+1}",
                "{\"a\":\"\n\"}",
                "{\"a\":1,/**/\"b\":2}",
                "{\"a\":99999999999999999999}",
                "{\"a\":[1,]}",
                "{\"a\":1e999999999}",
                "{\"a\":9223372036854775808e0}",
                "{\"a\":1e-999999999}",
                "{\"a\":1e99999999999999999999}"
            })
    void refusesWhatIsNotOneObject(String text) {
        assertThatThrownBy(() -> json.object(text)).isInstanceOf(IllegalJsonException.class);
        assertThat(json.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":2}", "{\"o\":{\"a\":1,\"b\":2,\"a\":3}}"})
    void refusesRepeatedNames(String text) {
        assertThatThrownBy(() -> json.object(text)).isInstanceOf(IllegalJsonException.class);
    }

    @Test
    void refusesDepthBombs() {
        assertThat(json.object(nested(StrictJson.MAX_DEPTH))).isNotEmpty();
        assertThatThrownBy(() -> json.object(nested(StrictJson.MAX_DEPTH + 1)))
                .isInstanceOf(IllegalJsonException.class);
        String bomb = "{\"a\":" + "[".repeat(30_000);
        assertThatThrownBy(() -> json.object(bomb)).isInstanceOf(IllegalJsonException.class);
    }

    @Test
    void refusesSizeBombs() {
        String limit = "{\"a\":\"" + "x".repeat(StrictJson.MAX_LENGTH - 8) + "\"}";
        assertThat(json.object(limit)).hasSize(1);
        assertThatThrownBy(() -> json.object(limit + " ")).isInstanceOf(IllegalJsonException.class);
        assertThatThrownBy(() -> json.object("{\"a\":" + "9".repeat(41) + "}"))
                .isInstanceOf(IllegalJsonException.class);
        assertThatThrownBy(() -> json.object("{\"a\":0." + "9".repeat(41) + "}"))
                .isInstanceOf(IllegalJsonException.class);
    }

    @Test
    void saysNothingOfTheContent() {
        assertThatThrownBy(() -> json.object("{\"password\":hunter2}"))
                .hasNoCause()
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("password");
    }

    @Test
    void writesCompactlyWithEveryNumber() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("a", new ArrayList<>(List.of(1, 2L, 3.5)));
        object.put("b", "\"\\\n");
        assertThat(json.write(object)).isEqualTo("{\"a\":[1,2,3.5],\"b\":\"\\\"\\\\\\n\"}");
        assertThatThrownBy(() -> json.write(Map.of("a", new Object()))).isInstanceOf(IllegalArgumentException.class);
    }

    private static String nested(int depth) {
        return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
    }
}
