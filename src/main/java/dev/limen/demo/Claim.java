package dev.limen.demo;

import dev.limen.json.StrictJson;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One member of a token or an answer, as the page shows it; {@code note} puts a time into words. */
@TemplateData
record Claim(String name, String value, String note) {

    private static final Set<String> TIMES = Set.of("iat", "exp", "auth_time", "nbf", "updated_at");

    static List<Claim> all(Map<String, Object> members, StrictJson json) {
        return members.entrySet().stream()
                .map(member -> new Claim(
                        member.getKey(), value(member.getValue(), json), note(member.getKey(), member.getValue())))
                .toList();
    }

    private static String value(Object value, StrictJson json) {
        return switch (value) {
            case Map<?, ?> object -> json.write(named(object));
            case List<?> list ->
                String.join(", ", list.stream().map(String::valueOf).toList());
            case null, default -> String.valueOf(value);
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> named(Map<?, ?> object) {
        return (Map<String, Object>) object;
    }

    private static String note(String name, Object value) {
        return TIMES.contains(name) && value instanceof Number seconds
                ? Instant.ofEpochSecond(seconds.longValue()).toString()
                : "";
    }
}
