package dev.limen.protocol;

import static dev.limen.protocol.ClientMetadataField.*;

import dev.limen.protocol.ClientMetadataRules.Fault;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Texts that people and logs see, and the values that tokens carry. */
final class ClientTextRules {

    private static final int MAX_LENGTH = 200;
    private static final int MAX_ELEMENTS = 100;
    private static final long MAX_SECONDS = Integer.MAX_VALUE;
    private static final Pattern SCOPE_VALUE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");
    /** Controls, line and paragraph separators, and what changes the direction of writing: they forge what is seen. */
    private static final Pattern MISLEADING =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u200E\\u200F\\u061C\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");

    private ClientTextRules() {}

    static void check(ClientMetadata metadata, List<Fault> faults) {
        text(faults, CLIENT_NAME, metadata.clientName());
        text(faults, SOFTWARE_ID, metadata.softwareId());
        text(faults, SOFTWARE_VERSION, metadata.softwareVersion());
        texts(faults, CONTACTS, metadata.contacts());
        texts(faults, DEFAULT_ACR_VALUES, metadata.defaultAcrValues());
        texts(faults, AUTHORIZATION_DETAILS_TYPES, metadata.authorizationDetailsTypes());
        if (!metadata.scope().values().stream()
                .allMatch(value -> SCOPE_VALUE.matcher(value).matches())) {
            faults.add(new Fault(SCOPE, "has a character that a scope cannot have (RFC 6749, section 3.3)"));
        }
        if (metadata.defaultMaxAge().orElse(0) < 0 || metadata.defaultMaxAge().orElse(0) > MAX_SECONDS) {
            faults.add(new Fault(DEFAULT_MAX_AGE, "must be a number of seconds from 0 to " + MAX_SECONDS));
        }
    }

    private static void text(List<Fault> faults, ClientMetadataField field, Optional<String> value) {
        value.flatMap(ClientTextRules::fault).ifPresent(sentence -> faults.add(new Fault(field, sentence)));
    }

    private static void texts(List<Fault> faults, ClientMetadataField field, List<String> values) {
        if (values.size() > MAX_ELEMENTS) {
            faults.add(new Fault(field, "has more than " + MAX_ELEMENTS + " elements"));
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            int element = i;
            fault(values.get(i)).ifPresent(sentence -> faults.add(new Fault(field, element, sentence)));
        }
    }

    static Optional<String> fault(String value) {
        if (value.isBlank()) {
            return Optional.of("is empty");
        }
        if (value.length() > MAX_LENGTH) {
            return Optional.of("is longer than " + MAX_LENGTH + " characters");
        }
        if (MISLEADING.matcher(value).find()) {
            return Optional.of("has a control character, or one that changes the direction of writing");
        }
        return Optional.empty();
    }
}
