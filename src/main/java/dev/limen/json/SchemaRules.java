package dev.limen.json;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Which schemas can be used. The validator takes a word that it does not know for a remark, and fails on a value that it does
 * not expect only when somebody's request comes; so everything is looked at beforehand.
 */
final class SchemaRules {

    private static final Set<String> REMARKS =
            Set.of("$comment", "title", "description", "default", "examples", "const");
    private static final Set<String> SCHEMAS = Set.of(
            "additionalProperties",
            "unevaluatedProperties",
            "propertyNames",
            "items",
            "contains",
            "unevaluatedItems",
            "not",
            "if",
            "then",
            "else");
    private static final Set<String> LISTS_OF_SCHEMAS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> MAPS_OF_SCHEMAS =
            Set.of("properties", "patternProperties", "dependentSchemas", "$defs");
    private static final Set<String> COUNTS = Set.of(
            "minProperties",
            "maxProperties",
            "minItems",
            "maxItems",
            "minContains",
            "maxContains",
            "minLength",
            "maxLength");
    private static final Set<String> NUMBERS = Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
    private static final List<String> TYPES =
            List.of("object", "array", "string", "number", "integer", "boolean", "null");
    /** Those that are checked in a time that grows with the text alone. */
    private static final List<String> FORMATS = List.of(
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
            "uuid");

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String OWN = "#/$defs/";

    private final Map<?, ?> definitions;

    private SchemaRules(Map<?, ?> definitions) {
        this.definitions = definitions;
    }

    static void check(Map<String, Object> schema) {
        Map<?, ?> definitions = schema.get("$defs") instanceof Map<?, ?> defs ? defs : Map.of();
        SchemaRules rules = new SchemaRules(definitions);
        rules.schema("", schema);
        definitions.keySet().forEach(name -> rules.refuseCircle(name.toString(), new LinkedHashSet<>()));
    }

    /** Every pattern of a schema that was checked. */
    static Stream<String> patterns(Object schema) {
        return switch (schema) {
            case List<?> list -> list.stream().flatMap(SchemaRules::patterns);
            case Map<?, ?> members ->
                members.entrySet().stream()
                        .flatMap(member -> patterns(member.getKey().toString(), member.getValue()));
            case null, default -> Stream.empty();
        };
    }

    private static Stream<String> patterns(String keyword, Object value) {
        if (value instanceof String pattern) {
            return keyword.equals("pattern") ? Stream.of(pattern) : Stream.empty();
        }
        if (MAPS_OF_SCHEMAS.contains(keyword) && value instanceof Map<?, ?> all) {
            Stream<String> names =
                    keyword.equals("patternProperties") ? all.keySet().stream().map(Object::toString) : Stream.empty();
            return Stream.concat(names, all.values().stream().flatMap(SchemaRules::patterns));
        }
        boolean remark = REMARKS.contains(keyword) || keyword.equals("enum");
        return remark ? Stream.empty() : patterns(value);
    }

    private void schema(String at, Object schema) {
        if (schema instanceof Boolean) {
            return;
        }
        require(schema instanceof Map, at, "must be a mapping, true or false");
        ((Map<?, ?>) schema).forEach((key, value) -> keyword(at + "/" + key, key.toString(), value));
    }

    private void keyword(String at, String keyword, Object value) {
        if (SCHEMAS.contains(keyword)) {
            schema(at, value);
        } else if (LISTS_OF_SCHEMAS.contains(keyword)) {
            list(at, value).forEach(each -> schema(at, each));
        } else if (MAPS_OF_SCHEMAS.contains(keyword)) {
            map(at, value).forEach((name, each) -> schema(at + "/" + name, each));
            if (keyword.equals("patternProperties")) {
                map(at, value).keySet().forEach(pattern -> pattern(at, pattern));
            }
        } else if (COUNTS.contains(keyword)) {
            require(
                    value instanceof Long count && count >= 0 && count <= Integer.MAX_VALUE,
                    at,
                    "must be a whole number, 0 or more");
        } else if (NUMBERS.contains(keyword)) {
            require(value instanceof Number, at, "must be a number");
        } else if (!REMARKS.contains(keyword)) {
            other(at, keyword, value);
        }
    }

    private void other(String at, String keyword, Object value) {
        switch (keyword) {
            case "type" -> type(at, value);
            case "enum" -> require(value instanceof List<?> all && !all.isEmpty(), at, "must be a list with elements");
            case "required" -> names(at, value);
            case "dependentRequired" -> map(at, value).values().forEach(names -> names(at, names));
            case "uniqueItems" -> require(value instanceof Boolean, at, "must be true or false");
            case "multipleOf" ->
                require(value instanceof Number number && number.doubleValue() > 0, at, "must be more than 0");
            case "pattern" -> pattern(at, value);
            case "format" ->
                require(
                        value instanceof String format && FORMATS.contains(format),
                        at,
                        "must be one of " + String.join(", ", FORMATS));
            case "$schema" -> require(DIALECT.equals(value), at, "can only be " + DIALECT);
            case "$ref" ->
                require(
                        value instanceof String ref && ref.startsWith(OWN) && definitions.containsKey(name(ref)),
                        at,
                        "can only be " + OWN + "NAME, with a NAME that is there");
            default -> throw new IllegalSchemaException("has " + at + ", which is not known");
        }
    }

    private static void type(String at, Object value) {
        List<?> all = value instanceof List<?> list ? list : List.of(String.valueOf(value));
        require(!all.isEmpty() && TYPES.containsAll(all), at, "must be of " + String.join(", ", TYPES));
    }

    private static void names(String at, Object value) {
        require(list(at, value).stream().allMatch(String.class::isInstance), at, "must be a list of names");
    }

    private static void pattern(String at, Object value) {
        require(value instanceof String, at, "must be a regular expression");
        try {
            Pattern.compile((String) value);
        } catch (PatternSyntaxException e) {
            throw new IllegalSchemaException("has " + at + ", which must be a regular expression");
        }
    }

    /** A definition that leads to itself could be followed for ever. */
    private void refuseCircle(String name, Set<String> path) {
        require(path.add(name), "/$defs/" + name, "leads to itself");
        references(definitions.get(name)).forEach(next -> refuseCircle(next, new LinkedHashSet<>(path)));
    }

    private static Stream<String> references(Object schema) {
        return switch (schema) {
            case List<?> list -> list.stream().flatMap(SchemaRules::references);
            case Map<?, ?> members ->
                Stream.concat(
                        members.get("$ref") instanceof String ref ? Stream.of(name(ref)) : Stream.empty(),
                        members.values().stream().flatMap(SchemaRules::references));
            case null, default -> Stream.empty();
        };
    }

    private static String name(String ref) {
        return ref.substring(Math.min(OWN.length(), ref.length()));
    }

    private static List<?> list(String at, Object value) {
        require(value instanceof List, at, "must be a list");
        return (List<?>) value;
    }

    private static Map<?, ?> map(String at, Object value) {
        require(value instanceof Map, at, "must be a mapping");
        return (Map<?, ?>) value;
    }

    private static void require(boolean holds, String at, String sentence) {
        if (!holds) {
            throw new IllegalSchemaException("has " + (at.isEmpty() ? "a schema" : at) + ", which " + sentence);
        }
    }
}
