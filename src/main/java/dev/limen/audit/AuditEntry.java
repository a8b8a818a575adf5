package dev.limen.audit;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An event in the form in which all of them are stored.
 *
 * @param type the event's name
 * @param clientId the client that took part
 * @param sub the person concerned, as a subject identifier
 * @param sid the session concerned
 * @param detail what else there is to say, by name
 */
public record AuditEntry(
        String type,
        Outcome outcome,
        Optional<String> clientId,
        Optional<String> sub,
        Optional<String> sid,
        Map<String, String> detail) {

    static AuditEntry success(String type) {
        return of(type, Outcome.SUCCESS);
    }

    static AuditEntry failure(String type) {
        return of(type, Outcome.FAILURE);
    }

    AuditEntry client(String value) {
        return client(Optional.of(value));
    }

    AuditEntry client(Optional<String> value) {
        return new AuditEntry(type, outcome, value, sub, sid, detail);
    }

    AuditEntry sub(String value) {
        return sub(Optional.of(value));
    }

    AuditEntry sub(Optional<String> value) {
        return new AuditEntry(type, outcome, clientId, value, sid, detail);
    }

    AuditEntry sid(String value) {
        return new AuditEntry(type, outcome, clientId, sub, Optional.of(value), detail);
    }

    AuditEntry with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(detail);
        more.put(name, value instanceof Collection<?> several ? joined(several) : value.toString());
        return new AuditEntry(type, outcome, clientId, sub, sid, Collections.unmodifiableMap(more));
    }

    private static AuditEntry of(String type, Outcome outcome) {
        return new AuditEntry(type, outcome, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    private static String joined(Collection<?> several) {
        return String.join(" ", several.stream().map(Object::toString).toList());
    }
}
