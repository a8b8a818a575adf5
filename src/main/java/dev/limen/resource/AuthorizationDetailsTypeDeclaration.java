package dev.limen.resource;

import dev.limen.json.JsonSchema;
import dev.limen.protocol.AuthorizationDetail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an operator declares about a type of authorization details.
 *
 * @param schema a JSON Schema for its objects
 * @param words consent templates by language, the empty one for every other
 * @param resources where it is understood, by identifier; empty: everywhere
 */
public record AuthorizationDetailsTypeDeclaration(
        String type,
        Map<String, Object> schema,
        Map<String, String> words,
        AuthorizationDetailsType.Asking asking,
        List<String> resources) {

    /**
     * The schema as it is applied: {@code type} needs no mention in it.
     *
     * @throws dev.limen.json.IllegalSchemaException if it cannot be used
     */
    public static JsonSchema schema(Map<String, Object> declared) {
        return JsonSchema.of(withType(declared));
    }

    static Map<String, Object> withType(Map<String, Object> declared) {
        Map<String, Object> schema = new LinkedHashMap<>(declared);
        Map<String, Object> properties =
                new LinkedHashMap<>(Map.of(AuthorizationDetail.TYPE, Map.of("type", "string")));
        Object listed = schema.getOrDefault("properties", Map.of());
        if (listed instanceof Map<?, ?> members) {
            members.forEach((name, member) -> properties.put(name.toString(), member));
            schema.put("properties", properties);
        }
        schema.putIfAbsent("type", "object");
        return schema;
    }
}
