package dev.limen.registration;

import dev.limen.json.IllegalJsonException;
import dev.limen.json.StrictJson;
import dev.limen.protocol.ClientMetadataField;
import dev.limen.protocol.LocalizedMembers;
import dev.limen.protocol.OAuthException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client sends about itself.
 *
 * @param members as they came, but those that are null, which say no more than those that are absent (RFC 7592, section 2.2)
 */
record RequestBody(Map<String, Object> members) {

    private static final String STATEMENT = "software_statement";

    /** What the server says and a client cannot (RFC 7592, section 2.2). */
    private static final List<String> OURS = List.of(
            "registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at");

    /** @throws OAuthException {@code invalid_client_metadata} if it is no JSON object, or one that cannot be kept */
    static RequestBody of(String body, StrictJson json) {
        Map<String, Object> members = new LinkedHashMap<>();
        try {
            json.object(Optional.ofNullable(body).orElse("")).forEach((name, value) -> {
                if (value != null) {
                    members.put(name, value);
                }
            });
        } catch (IllegalJsonException e) {
            throw Refusals.metadata("the body is not one JSON object with each name once (RFC 7591, section 3.1)");
        }
        members.values().forEach(RequestBody::refuseNul);
        return new RequestBody(members);
    }

    /** The database knows no such character, and neither does any specification of what is registered. */
    private static void refuseNul(Object value) {
        switch (value) {
            case String text -> {
                if (text.indexOf('\0') >= 0) {
                    throw Refusals.metadata("a member has the character U+0000");
                }
            }
            case Map<?, ?> object ->
                object.forEach((name, member) -> {
                    refuseNul(name);
                    refuseNul(member);
                });
            case Iterable<?> array -> array.forEach(RequestBody::refuseNul);
            case null, default -> {}
        }
    }

    /** The software statement (RFC 7591, section 2.3). */
    Optional<String> statement() {
        Object statement = members.get(STATEMENT);
        if (statement != null && !(statement instanceof String)) {
            throw Refusals.statement("software_statement must be a string", "software_statement is no text");
        }
        return Optional.ofNullable((String) statement);
    }

    /** A member that is a text; empty if it is absent or something else. */
    Optional<String> text(String name) {
        return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** @throws OAuthException {@code invalid_client_metadata} if it says what the server alone can say */
    void refuseOurs() {
        OURS.stream().filter(this::has).findFirst().ifPresent(name -> {
            throw Refusals.metadata(name + " cannot be in an update (RFC 7592, section 2.2)");
        });
    }

    /**
     * Those of some members that a client can say about itself. All others are ignored: those that nobody knows (RFC 7591,
     * section 2), and those that are the operator's to say.
     */
    static Map<String, Object> metadata(Map<String, Object> members) {
        Map<String, Object> known = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            boolean sayable = LocalizedMembers.isName(name)
                    || ClientMetadataField.of(name)
                            .filter(field -> !field.isOwn())
                            .isPresent();
            if (sayable && value != null) {
                known.put(name, value);
            }
        });
        return known;
    }
}
