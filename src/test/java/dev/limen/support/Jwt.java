package dev.limen.support;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A JWT, read without being verified. */
public record Jwt(Map<String, Object> header, Map<String, Object> claims) {

    public static Jwt of(String compact) {
        String[] parts = compact.split("\\.");
        return new Jwt(part(parts[0]), part(parts[1]));
    }

    /** A claim that is a number of seconds. */
    public long seconds(String name) {
        return ((Number) claims.get(name)).longValue();
    }

    @SuppressWarnings("unchecked")
    public List<String> list(String name) {
        return (List<String>) claims.get(name);
    }

    private static Map<String, Object> part(String base64) {
        return JsonPath.from(new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8))
                .getMap("");
    }
}
