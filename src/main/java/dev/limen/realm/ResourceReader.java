package dev.limen.realm;

import dev.limen.protocol.ClientMetadataRules;
import dev.limen.realm.Value.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads one element of {@code resources}. */
final class ResourceReader {

    static final List<String> KEYS = List.of(
            "identifier",
            "scopes",
            "access_token_lifetime",
            "access_token_format",
            "access_token_signed_response_alg",
            "introspection_clients",
            "acr_values",
            "max_age");
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration OLDEST = Duration.ofDays(365);

    private ResourceReader() {}

    static Optional<ResourceEntry> read(Section unnamed) {
        Optional<Text> identifier = unnamed.requiredText("identifier");
        Section section = identifier
                .map(id -> new Section("resource " + Quoted.of(id.raw()), unnamed.values(), unnamed.faults()))
                .orElse(unnamed);
        section.refuseUnknown(KEYS);
        identifier
                .filter(id -> !isIdentifier(id.text()))
                .ifPresent(id -> section.fault(
                        "identifier", "must be an absolute URI without a fragment (RFC 8707, section 2)"));
        List<Text> scopes = section.texts("scopes").orElse(List.of());
        Optional<Duration> lifetime = Durations.read(section, "access_token_lifetime", LONGEST);
        Optional<String> format = oneOf(section, "access_token_format", ClientMetadataRules.ACCESS_TOKEN_FORMATS);
        Optional<String> algorithm =
                oneOf(section, "access_token_signed_response_alg", ClientMetadataRules.SIGNING_ALGORITHMS);
        if (algorithm.isPresent() && format.filter("opaque"::equals).isPresent()) {
            section.fault("access_token_signed_response_alg", "cannot stand beside access_token_format: opaque");
        }
        List<Text> clients = section.texts("introspection_clients").orElse(List.of());
        List<Text> acrValues = section.texts("acr_values").orElse(List.of());
        Optional<Duration> maxAge = Durations.read(section, "max_age", OLDEST);
        return identifier.map(id ->
                new ResourceEntry(section, id.text(), scopes, lifetime, format, algorithm, clients, acrValues, maxAge));
    }

    private static Optional<String> oneOf(Section section, String key, List<String> supported) {
        Optional<String> value = section.text(key).map(Text::text);
        value.filter(v -> !supported.contains(v))
                .ifPresent(v -> section.fault(key, "is not supported; supported: " + String.join(", ", supported)));
        return value;
    }

    private static boolean isIdentifier(String identifier) {
        try {
            URI uri = new URI(identifier);
            return uri.isAbsolute()
                    && uri.getRawFragment() == null
                    && identifier.chars().allMatch(c -> c > ' ' && c < 0x7f);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
