package dev.limen.realm;

import dev.limen.jose.SigningAlgorithm;
import dev.limen.protocol.ClientMetadataRules;
import dev.limen.realm.Value.Text;
import dev.limen.trust.SubjectMatch;
import dev.limen.trust.TrustedIssuer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one element of {@code trusted_issuers}. */
final class TrustedIssuerReader {

    static final List<String> KEYS = List.of(
            "issuer",
            "enabled",
            "jwks",
            "jwks_uri",
            "algorithms",
            "audiences",
            "subject_claim",
            "subject_match",
            "clients",
            "scopes",
            "max_lifetime",
            "require_jti",
            "software_statements");

    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1,1000}");
    private static final List<String> ALGORITHMS =
            Arrays.stream(SigningAlgorithm.values()).map(SigningAlgorithm::wire).toList();

    private final Section section;

    private TrustedIssuerReader(Section section) {
        this.section = section;
    }

    static Optional<TrustedIssuerEntry> read(Section unnamed) {
        Optional<Text> issuer = unnamed.requiredText("issuer");
        Section section = issuer.map(
                        id -> new Section("trusted issuer " + Quoted.of(id.raw()), unnamed.values(), unnamed.faults()))
                .orElse(unnamed);
        section.refuseUnknown(KEYS);
        issuer.filter(id -> !NAME.matcher(id.text()).matches())
                .ifPresent(id -> section.fault("issuer", "must be 1 to 1000 visible ASCII characters"));
        Optional<TrustedIssuerEntry> entry = Optional.of(
                new TrustedIssuerReader(section).entry(issuer.map(Text::text).orElse("")));
        return issuer.flatMap(id -> entry);
    }

    private TrustedIssuerEntry entry(String issuer) {
        boolean statements = section.bool("software_statements").orElse(false);
        boolean assertions = !statements || section.has("clients") || section.has("scopes");
        List<Text> clients = assertions ? required("clients") : List.of();
        List<Text> scopes = assertions ? required("scopes") : List.of();
        TrustedIssuer trusted = new TrustedIssuer(
                issuer,
                section.bool("enabled").orElse(true),
                keys(),
                keysUri(),
                algorithms(),
                values(section.texts("audiences").orElse(List.of())),
                section.text("subject_claim").map(Text::text).orElse("sub"),
                match(),
                values(clients),
                values(scopes),
                Durations.read(section, "max_lifetime", LONGEST).orElse(USUAL),
                section.bool("require_jti").orElse(true),
                statements);
        return new TrustedIssuerEntry(section, trusted, clients, scopes);
    }

    /** Trust says for whom and for what; there is nothing that could be assumed. */
    private List<Text> required(String key) {
        List<Text> texts = section.texts(key).orElse(List.of());
        if (texts.isEmpty()) {
            section.fault(section.position(key), "needs the key '" + key + "' with a value in it");
        }
        return texts;
    }

    private static List<String> values(List<Text> texts) {
        return texts.stream().map(Text::text).distinct().toList();
    }

    private Optional<Map<String, Object>> keys() {
        Optional<Map<String, Object>> keys = section.section("jwks").map(set -> members(Scalars.json(set.values())));
        keys.flatMap(ClientMetadataRules::jwksFault).ifPresent(sentence -> section.fault("jwks", sentence));
        return keys;
    }

    private Optional<String> keysUri() {
        Optional<String> uri = section.text("jwks_uri").map(Text::text);
        uri.flatMap(ClientMetadataRules::jwksUriFault).ifPresent(sentence -> section.fault("jwks_uri", sentence));
        if (section.has("jwks") == section.has("jwks_uri")) {
            section.fault(section.position("jwks_uri"), "needs one of the keys 'jwks' and 'jwks_uri'");
        }
        return uri;
    }

    private List<String> algorithms() {
        List<Text> algorithms = required("algorithms");
        algorithms.stream()
                .filter(algorithm -> !ALGORITHMS.contains(algorithm.text()))
                .forEach(algorithm -> section.fault(
                        algorithm.position(),
                        "'algorithms' has " + Quoted.of(algorithm.raw()) + ", which is not supported; supported: "
                                + String.join(", ", ALGORITHMS)));
        return values(algorithms);
    }

    private SubjectMatch match() {
        Optional<Text> text = section.text("subject_match");
        Optional<SubjectMatch> match = text.flatMap(t -> SubjectMatch.of(t.text()));
        if (text.isPresent() && match.isEmpty()) {
            section.fault("subject_match", "must be sub, username or email");
        }
        return match.orElse(SubjectMatch.SUB);
    }

    @SuppressWarnings("unchecked") // the keys of a mapping are strings
    private static Map<String, Object> members(Object json) {
        return (Map<String, Object>) json;
    }
}
