package dev.limen.web;

import dev.limen.protocol.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A document as it goes over the wire, written once for many requests.
 *
 * @param tag the strong entity tag of these bytes (RFC 9110, section 8.8.3)
 */
public record Prepared(byte[] bytes, String tag) {

    public static Prepared of(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        String digest = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.digest(bytes));
        return new Prepared(bytes, '"' + digest + '"');
    }

    /** Whether one of these {@code If-None-Match} fields names this document, by weak comparison (RFC 9110, 13.1.2). */
    boolean isKnownTo(List<String> ifNoneMatch) {
        return ifNoneMatch.stream()
                .flatMap(field -> Arrays.stream(field.split(",")))
                .map(String::strip)
                .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }
}
