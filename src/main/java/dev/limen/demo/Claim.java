package dev.limen.demo;

import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One member of a token or an answer, as the page shows it; {@code note} puts a time into words. */
@TemplateData
record Claim(String name, String value, String note) {

    private static final Set<String> TIMES = Set.of("iat", "exp", "auth_time", "nbf", "updated_at");

    static List<Claim> all(Map<String, Object> members) {
        return members.entrySet().stream()
                .map(member -> new Claim(
                        member.getKey(), String.valueOf(member.getValue()), note(member.getKey(), member.getValue())))
                .toList();
    }

    private static String note(String name, Object value) {
        return TIMES.contains(name) && value instanceof Number seconds
                ? Instant.ofEpochSecond(seconds.longValue()).toString()
                : "";
    }
}
