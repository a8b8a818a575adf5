package dev.limen.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Client metadata as it came, read by field. */
record WireMembers(Map<String, ?> members) {

    Optional<String> string(ClientMetadataField field) {
        return value(field).map(String.class::cast);
    }

    List<String> strings(ClientMetadataField field, List<String> otherwise) {
        return value(field)
                .map(value -> ((List<?>) value).stream().map(String.class::cast).toList())
                .orElse(otherwise);
    }

    boolean bool(ClientMetadataField field, boolean otherwise) {
        return value(field).map(Boolean.class::cast).orElse(otherwise);
    }

    OptionalLong integer(ClientMetadataField field) {
        return value(field)
                .map(value -> OptionalLong.of(((Number) value).longValue()))
                .orElse(OptionalLong.empty());
    }

    ResponseEncryption encryption(ClientMetadataField alg, ClientMetadataField enc) {
        return new ResponseEncryption(string(alg), string(enc));
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    Optional<Map<String, Object>> object(ClientMetadataField field) {
        return value(field).map(value -> (Map<String, Object>) value);
    }

    private Optional<Object> value(ClientMetadataField field) {
        Object value = members.get(field.wire());
        if (value != null && !field.kind().fits(value)) {
            throw new IllegalArgumentException(field.wire());
        }
        return Optional.ofNullable(value);
    }
}
