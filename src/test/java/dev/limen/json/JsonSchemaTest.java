package dev.limen.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {

    private static final StrictJson JSON = new StrictJson();

    private static final String PAYMENT = """
            {"type":"object","properties":{
              "amount":{"$ref":"#/$defs/amount"},
              "to":{"type":"string","minLength":1,"maxLength":10,"pattern":"^[A-Z]"},
              "count":{"type":"integer","minimum":1,"exclusiveMaximum":10},
              "tags":{"type":"array","items":{"enum":["a","b",1.5]},"uniqueItems":true,"maxItems":2},
              "nested":{"properties":{"deep":{"type":"boolean"}}},
              "open":{"properties":{"deep":{"type":"boolean"}},"additionalProperties":true},
              "any":{"anyOf":[{"type":"null"},{"properties":{"x":{"const":1}},"required":["x"]}]}},
             "required":["amount"],
             "$defs":{"amount":{"type":"number","multipleOf":0.01}}}
            """;

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    {"amount":1}                               | true
                    {"amount":12.34}                           | true
                    {"amount":12.345}                          | false
                    {"amount":"1"}                             | false
                    {}                                         | false
                    {"amount":1,"other":1}                     | false
                    {"amount":1,"to":"Ab"}                     | true
                    {"amount":1,"to":"ab"}                     | false
                    {"amount":1,"to":""}                       | false
                    {"amount":1,"to":"Abcdefghijk"}            | false
                    {"amount":1,"to":null}                     | false
                    {"amount":1,"count":9}                     | true
                    {"amount":1,"count":10}                    | false
                    {"amount":1,"count":1.5}                   | false
                    {"amount":1,"tags":["a","b"]}              | true
                    {"amount":1,"tags":[1.5]}                  | true
                    {"amount":1,"tags":["a","a"]}              | false
                    {"amount":1,"tags":["c"]}                  | false
                    {"amount":1,"tags":["a","b",1.5]}          | false
                    {"amount":1,"nested":{"deep":true}}        | true
                    {"amount":1,"nested":{"deep":1}}           | false
                    {"amount":1,"nested":{"other":true}}       | false
                    {"amount":1,"open":{"other":true}}         | true
                    {"amount":1,"any":null}                    | true
                    {"amount":1,"any":{"x":1}}                 | true
                    {"amount":1,"any":{"x":2}}                 | false
                    """)
    void takesWhatItDescribes(String object, boolean accepted) {
        assertThat(schema(PAYMENT).accepts(JSON.object(object))).isEqualTo(accepted);
    }

    @Test
    void knowsThePropertiesOfItsRoot() {
        assertThat(schema(PAYMENT).properties()).contains("amount", "to").doesNotContain("deep");
    }

    /** Whoever composes a schema of several closes it over all of them. */
    @Test
    void aComposedSchemaIsClosedOverItsParts() {
        JsonSchema composed = schema("""
                {"properties":{"a":{}},"allOf":[{"$ref":"#/$defs/b"}],"$defs":{"b":{"type":"object","required":["b"],
                 "properties":{"b":{"type":"string"}}}}}
                """);
        assertThat(composed.accepts(JSON.object("{\"a\":1,\"b\":\"x\"}"))).isTrue();
        assertThat(composed.accepts(JSON.object("{\"a\":1}"))).isFalse();
        assertThat(composed.accepts(JSON.object("{\"a\":1,\"b\":\"x\",\"c\":1}")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // nothing is fetched (S31), and nothing is followed for ever
                "{\"$ref\":\"https://example.com/schema\"}",
                "{\"properties\":{\"a\":{\"$ref\":\"file:///etc/passwd\"}}}",
                "{\"allOf\":[{\"$ref\":\"other.json#/$defs/a\"}]}",
                "{\"$ref\":\"#\"}",
                "{\"$ref\":\"#/$defs/none\"}",
                "{\"$id\":\"https://example.com/\"}",
                "{\"$dynamicRef\":\"#a\"}",
                "{\"$defs\":{\"a\":{\"$ref\":\"#/$defs/a\"}}}",
                "{\"$defs\":{\"a\":{\"properties\":{\"x\":{\"$ref\":\"#/$defs/b\"}}},\"b\":{\"items\":{\"$ref\":\"#/$defs/a\"}}}}",
                // what is mistyped would otherwise mean nothing
                "{\"requried\":[\"a\"]}",
                "{\"properties\":{\"a\":{\"max\":1}}}",
                "{\"properties\":[]}",
                "{\"properties\":{\"a\":1}}",
                "{\"type\":\"text\"}",
                "{\"type\":[]}",
                "{\"required\":\"a\"}",
                "{\"required\":[1]}",
                "{\"enum\":[]}",
                "{\"minLength\":-1}",
                "{\"maxItems\":1.5}",
                "{\"maxItems\":99999999999}",
                "{\"minimum\":\"1\"}",
                "{\"multipleOf\":0}",
                "{\"uniqueItems\":1}",
                "{\"pattern\":\"[\"}",
                "{\"patternProperties\":{\"(\":{}}}",
                "{\"format\":\"url\"}",
                "{\"format\":[]}",
                "{\"items\":[{}]}",
                "{\"anyOf\":{}}",
                "{\"$schema\":\"http://json-schema.org/draft-04/schema\"}"
            })
    void isRefusedWhereItCannotBeUsed(String text) {
        assertThatThrownBy(() -> schema(text)).isInstanceOf(IllegalSchemaException.class);
    }

    @Test
    void saysWhereTheFaultIs() {
        assertThatThrownBy(() -> schema("{\"properties\":{\"a\":{\"items\":{\"minLenght\":1}}}}"))
                .hasMessage("has /properties/a/items/minLenght, which is not known");
    }

    /** S27: a pattern that runs for years on a text that a stranger chooses. */
    @ParameterizedTest
    @ValueSource(strings = {"^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(.*a){20}$", "^(([a-z])+.)+[A-Z]([a-z])+$"})
    void aPatternCannotBeMadeToRunForLong(String pattern) {
        JsonSchema schema =
                JsonSchema.of(Map.of("properties", Map.of("a", Map.of("type", "string", "pattern", pattern))));
        Assertions.assertTimeout(
                Duration.ofSeconds(2), () -> assertThat(schema.accepts(Map.of("a", "a".repeat(5000) + "!")))
                        .isFalse());
        JsonSchema names = JsonSchema.of(Map.of("properties", Map.of(), "patternProperties", Map.of(pattern, true)));
        Assertions.assertTimeout(
                Duration.ofSeconds(2), () -> assertThat(names.accepts(Map.of("a".repeat(5000) + "!", 1)))
                        .isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date",
                "time",
                "date-time",
                "duration",
                "email",
                "hostname",
                "ipv4",
                "ipv6",
                "uri",
                "uri-reference",
                "uuid"
            })
    void neitherCanAFormat(String format) {
        JsonSchema schema = JsonSchema.of(Map.of("properties", Map.of("a", Map.of("format", format))));
        for (String part :
                new String[] {"a", "1", "a.", "a-", "1:", "::", "/", "%20", "P1", "a@", "1.", "https://a/", "?#"}) {
            Assertions.assertTimeout(
                    Duration.ofSeconds(2),
                    () -> schema.accepts(Map.of("a", part.repeat(16_000 / part.length()) + "\u0001")));
        }
    }

    @Test
    void formatsAreChecked() {
        JsonSchema schema = JsonSchema.of(
                Map.of("properties", Map.of("a", Map.of("format", "date"), "b", Map.of("format", "uri"))));
        assertThat(schema.accepts(Map.of("a", "2026-01-31", "b", "https://a.example/b?c#d")))
                .isTrue();
        assertThat(schema.accepts(Map.of("a", "tomorrow"))).isFalse();
        assertThat(schema.accepts(Map.of("b", "not a URI"))).isFalse();
    }

    /** Each of a thousand texts could take just less than what one may. */
    @Test
    void thePatternsOfAnObjectHaveOneBudget() {
        JsonSchema schema = JsonSchema.of(
                Map.of("properties", Map.of("a", Map.of("items", Map.of("pattern", "^(a|a)*$", "type", "string")))));
        List<String> many =
                IntStream.range(0, 1000).mapToObj(i -> "a".repeat(14) + "!").toList();
        assertThat(schema.accepts(Map.of("a", List.of("a", "aa")))).isTrue();
        Assertions.assertTimeout(Duration.ofSeconds(2), () -> assertThat(schema.accepts(Map.of("a", many)))
                .isFalse());
    }

    @Test
    void anOrdinaryPatternIsTriedOnLongTexts() {
        JsonSchema schema = JsonSchema.of(Map.of("properties", Map.of("a", Map.of("pattern", "^[a-z ,.]*$"))));
        assertThat(schema.accepts(Map.of("a", "lorem ipsum, ".repeat(1000)))).isTrue();
        assertThat(schema.accepts(Map.of("a", "lorem ipsum, ".repeat(1000) + "!")))
                .isFalse();
    }

    private static JsonSchema schema(String text) {
        return JsonSchema.of(JSON.object(text));
    }
}
