package dev.limen.realm;

import dev.limen.json.IllegalSchemaException;
import dev.limen.json.JsonSchema;
import dev.limen.protocol.ClaimsLocales;
import dev.limen.realm.Value.Text;
import dev.limen.resource.AuthorizationDetailsType.Asking;
import dev.limen.resource.AuthorizationDetailsTypeDeclaration;
import dev.limen.resource.ConsentTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one element of {@code authorization_details_types}. */
final class DetailsTypeReader {

    static final List<String> KEYS = List.of("type", "schema", "description", "consent", "resources");

    private static final String WORDS = "description";
    private static final Pattern TYPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*");
    private static final Map<String, Asking> ASKING = Map.of("always", Asking.ALWAYS, "remember", Asking.REMEMBER);

    private DetailsTypeReader() {}

    static Optional<DetailsTypeEntry> read(Section unnamed) {
        Optional<Text> type = unnamed.requiredText("type");
        Section section = type.map(t -> new Section("type " + Quoted.of(t.raw()), unnamed.values(), unnamed.faults()))
                .orElse(unnamed);
        section.refuseUnknown(keys(section));
        type.filter(t -> !TYPE.matcher(t.text()).matches())
                .ifPresent(t -> section.fault("type", "must be 1 to 200 visible ASCII characters"));
        Map<String, Object> schema = schema(section);
        Optional<JsonSchema> compiled = compiled(section, schema);
        Map<String, String> words = words(section, compiled.map(JsonSchema::properties));
        Asking asking =
                section.text("consent").flatMap(text -> asking(section, text)).orElse(Asking.ALWAYS);
        List<Text> resources = section.texts("resources").orElse(List.of());
        return type.map(t -> new DetailsTypeEntry(section, t.text(), schema, words, asking, resources));
    }

    /** The description may have languages, as claims have: {@code description#de}. */
    private static List<String> keys(Section section) {
        List<String> keys = new ArrayList<>(KEYS);
        section.members().keySet().stream()
                .filter(key -> isWords(key)
                        && ClaimsLocales.tag(key)
                                .filter(LANGUAGE.asMatchPredicate())
                                .isPresent())
                .forEach(keys::add);
        return keys;
    }

    private static boolean isWords(String key) {
        return ClaimsLocales.base(key).equals(WORDS);
    }

    private static Map<String, Object> schema(Section section) {
        if (!section.has("schema")) {
            section.fault(section.values().position(), "needs the key 'schema'");
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        section.section("schema")
                .map(members -> Scalars.json(members.values()))
                .filter(Map.class::isInstance)
                .ifPresent(members -> ((Map<?, ?>) members).forEach((key, value) -> schema.put(key.toString(), value)));
        return schema;
    }

    private static Optional<JsonSchema> compiled(Section section, Map<String, Object> schema) {
        if (schema.isEmpty()) {
            return Optional.empty();
        }
        if (!"object".equals(schema.getOrDefault("type", "object")) || !(schema.get("properties") instanceof Map)) {
            section.fault("schema", "must be one of an object, and list its 'properties'");
            return Optional.empty();
        }
        try {
            return Optional.of(AuthorizationDetailsTypeDeclaration.schema(schema));
        } catch (IllegalSchemaException e) {
            section.fault("schema", e.getMessage());
            return Optional.empty();
        }
    }

    private static Map<String, String> words(Section section, Optional<Set<String>> members) {
        if (!section.has(WORDS)) {
            section.fault(section.values().position(), "needs the key '" + WORDS + "': what the consent page says");
        }
        Map<String, String> words = new LinkedHashMap<>();
        for (String key : section.members().keySet()) {
            if (isWords(key)) {
                section.text(key).ifPresent(text -> {
                    check(section, key, text.text(), members);
                    words.put(ClaimsLocales.tag(key).orElse(""), text.text());
                });
            }
        }
        return words;
    }

    private static void check(Section section, String key, String text, Optional<Set<String>> members) {
        if (Texts.isMisleading(text)) {
            section.fault(key, Texts.MISLEADING);
            return;
        }
        ConsentTemplate template = ConsentTemplate.parse(text);
        if (template.hasStrayBraces()) {
            section.fault(key, "has a brace that belongs to no {member}");
        }
        members.ifPresent(known -> template.members().stream()
                .filter(member -> !known.contains(member))
                .forEach(member -> section.fault(
                        key,
                        "names {" + member + "}, which the schema does not list" + Nearest.question(member, known))));
    }

    private static Optional<Asking> asking(Section section, Text text) {
        Optional<Asking> asking = Optional.ofNullable(ASKING.get(text.text()));
        if (asking.isEmpty()) {
            section.fault("consent", "must be always or remember");
        }
        return asking;
    }
}
