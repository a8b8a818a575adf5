package dev.limen.json;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JSON Schema (draft 2020-12) that an operator wrote, for objects that strangers send. It refers to nothing outside of
 * itself; an object that has members of which it does not speak is refused, unless it says otherwise; and no pattern of
 * it can be made to run for long.
 */
public final class JsonSchema {

    private static final JsonSchemaOptions OPTIONS =
            new JsonSchemaOptions().setDraft(Draft.DRAFT202012).setBaseUri("https://limen.invalid/");

    private final Map<String, Object> closed;
    private final Validator validator;
    private final List<Pattern> patterns;

    private JsonSchema(Map<String, Object> closed) {
        this.closed = closed;
        this.validator = Validator.create(io.vertx.json.schema.JsonSchema.of(jsonObject(closed)), OPTIONS);
        this.patterns = SchemaRules.patterns(closed).map(Pattern::compile).toList();
    }

    /**
     * The schema with these members.
     *
     * @throws IllegalSchemaException if it has a keyword that is not known or a value that it cannot have, refers to something
     *     else than its own {@code $defs}, or to itself in a circle
     */
    public static JsonSchema of(Map<String, Object> members) {
        SchemaRules.check(members);
        return new JsonSchema(ClosedSchema.of(members));
    }

    /** The members of an object of which it speaks by name. */
    public Set<String> properties() {
        return closed.get("properties") instanceof Map<?, ?> properties
                ? properties.keySet().stream().map(Object::toString).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** Whether the object is one that it describes. One for which a pattern would have to be tried for too long is not. */
    public boolean accepts(Map<String, Object> object) {
        List<String> texts = texts(object).toList();
        Steps steps = new Steps();
        boolean quick =
                patterns.stream().allMatch(pattern -> texts.stream().allMatch(text -> steps.sufficeFor(pattern, text)));
        return quick && isValid(object);
    }

    private boolean isValid(Map<String, Object> object) {
        try {
            return validator.validate(jsonObject(object)).getValid();
        } catch (StackOverflowError e) {
            return false; // the matcher of a long text can go deep, and deeper than when the pattern was tried
        }
    }

    /** All that a pattern could be tried on: texts and the names of members. */
    private static Stream<String> texts(Object value) {
        return switch (value) {
            case String text -> Stream.of(text);
            case List<?> list -> list.stream().flatMap(JsonSchema::texts);
            case Map<?, ?> object ->
                Stream.concat(
                        object.keySet().stream().map(Object::toString),
                        object.values().stream().flatMap(JsonSchema::texts));
            case null, default -> Stream.empty();
        };
    }

    private static JsonObject jsonObject(Map<?, ?> members) {
        Map<String, Object> converted = new LinkedHashMap<>();
        members.forEach((name, value) -> converted.put(name.toString(), converted(value)));
        return new JsonObject(converted);
    }

    /** The validator wants its own types, and lengths as {@code Integer}. */
    private static Object converted(Object value) {
        return switch (value) {
            case Map<?, ?> object -> jsonObject(object);
            case List<?> list -> {
                List<Object> items = new ArrayList<>();
                list.forEach(item -> items.add(converted(item)));
                yield new JsonArray(items);
            }
            case Long number when number.intValue() == number -> number.intValue();
            case null, default -> value;
        };
    }
}
