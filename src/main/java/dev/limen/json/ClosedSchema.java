package dev.limen.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Closes the objects of a schema: whoever lists the members of an object means that there are no others, which JSON Schema by
 * itself takes the other way round. What a schema says about further members stays.
 */
final class ClosedSchema {

    private static final List<String> SAID =
            List.of("additionalProperties", "unevaluatedProperties", "patternProperties");
    private static final List<String> COMBINING = List.of("allOf", "anyOf", "oneOf", "$ref", "if", "dependentSchemas");

    private ClosedSchema() {}

    static Map<String, Object> of(Map<?, ?> schema) {
        Map<String, Object> closed = new LinkedHashMap<>();
        schema.forEach((keyword, value) -> closed.put(keyword.toString(), closed(keyword.toString(), value)));
        boolean listed = closed.containsKey("properties");
        boolean open = SAID.stream().anyMatch(closed::containsKey);
        if (listed && !open) {
            boolean combined = COMBINING.stream().anyMatch(closed::containsKey);
            closed.put(combined ? "unevaluatedProperties" : "additionalProperties", false);
        }
        return closed;
    }

    private static Object closed(String keyword, Object value) {
        if (keyword.equals("properties") && value instanceof Map<?, ?> properties) {
            Map<String, Object> all = new LinkedHashMap<>();
            properties.forEach((name, schema) -> all.put(name.toString(), closed(schema)));
            return all;
        }
        return Stream.of("items", "contains").anyMatch(keyword::equals) ? closed(value) : value;
    }

    private static Object closed(Object schema) {
        return schema instanceof Map<?, ?> members ? of(members) : schema;
    }
}
