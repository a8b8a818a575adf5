package dev.limen.realm;

import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadataRules;
import dev.limen.protocol.Secret;
import dev.limen.realm.Value.Text;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Reads the secrets of a client: the current one, and the one before, which counts beside it while the client moves from
 * one to the other.
 */
record ClientSecretReader(Section section, ClientMetadata metadata) {

    private static final String CURRENT = "client_secret";
    private static final String PREVIOUS = "client_secret_previous";
    private static final String PREVIOUS_EXPIRES_AT = "client_secret_previous_expires_at";
    private static final int MAX_SECRET = 1024;

    static final List<String> KEYS = List.of(CURRENT, PREVIOUS, PREVIOUS_EXPIRES_AT);

    Optional<Secret> current() {
        Optional<Text> text = section.text(CURRENT);
        String method = metadata.tokenEndpointAuthMethod();
        boolean known = ClientMetadataRules.AUTHENTICATION_METHODS.contains(method);
        if (text.isPresent() && known && !metadata.hasSecret()) {
            section.fault(CURRENT, "cannot stand beside token_endpoint_auth_method: " + method);
        }
        return text.flatMap(t -> secret(CURRENT, t.text()));
    }

    Optional<Secret> previous() {
        Optional<Text> text = section.text(PREVIOUS);
        if (text.isPresent() && !section.has(CURRENT)) {
            section.fault(PREVIOUS, "needs a client_secret, which it is the one before of");
        }
        Optional<Secret> secret = text.flatMap(t -> secret(PREVIOUS, t.text()));
        Optional<String> current =
                section.value(CURRENT).filter(Text.class::isInstance).map(value -> ((Text) value).text());
        if (secret.isPresent() && current.equals(text.map(Text::text))) {
            section.fault(PREVIOUS, "is the same as client_secret");
        }
        return secret;
    }

    /** To the second: what is stored must be what was read, or applying twice would change something. */
    Optional<Instant> previousExpiresAt() {
        Optional<Text> text = section.text(PREVIOUS_EXPIRES_AT);
        if (text.isPresent() && !section.has(PREVIOUS)) {
            section.fault(PREVIOUS_EXPIRES_AT, "needs a client_secret_previous, whose end it is");
        }
        try {
            return text.map(t -> OffsetDateTime.parse(t.text()).toInstant().truncatedTo(ChronoUnit.SECONDS));
        } catch (DateTimeException e) {
            section.fault(PREVIOUS_EXPIRES_AT, "must be a time with its offset, such as 2030-01-31T12:00:00Z");
            return Optional.empty();
        }
    }

    private Optional<Secret> secret(String key, String value) {
        if (value.isBlank() || value.length() > MAX_SECRET || value.chars().anyMatch(Character::isISOControl)) {
            section.fault(key, "must be 1 to " + MAX_SECRET + " characters without control characters");
        } else if (value.getBytes(StandardCharsets.UTF_8).length < metadata.leastSecretBytes()) {
            section.fault(
                    key,
                    "must have " + metadata.leastSecretBytes()
                            + " bytes or more for the HMAC that it keys (RFC 7518, section 3.2)");
        }
        return Optional.of(Secret.of(value));
    }
}
