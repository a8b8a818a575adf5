package dev.limen.realm;

import dev.limen.client.ClientId;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadataField;
import dev.limen.protocol.ClientMetadataRules;
import dev.limen.protocol.LocalizedMembers;
import dev.limen.protocol.Profile;
import dev.limen.protocol.Secret;
import dev.limen.realm.Value.Items;
import dev.limen.realm.Value.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one element of {@code clients}: its identifier, its secret, and metadata under the names of RFC 7591. */
final class ClientReader {

    private static final List<String> KEYS = keys();

    private ClientReader() {}

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(List.of("client_id", "enabled"));
        keys.addAll(ClientSecretReader.KEYS);
        for (ClientMetadataField field : ClientMetadataField.values()) {
            keys.add(field.wire());
        }
        return List.copyOf(keys);
    }

    /** What may be said in further languages has too many names to list. */
    private static List<String> known(Section section) {
        return Stream.concat(KEYS.stream(), localized(section)).toList();
    }

    private static Stream<String> localized(Section section) {
        return section.members().keySet().stream().filter(LocalizedMembers::isName);
    }

    static Optional<ClientEntry> read(Section unnamed, Profile server) {
        Optional<Text> clientId = unnamed.requiredText("client_id");
        Section section = clientId.map(
                        id -> new Section("client " + Quoted.of(id.raw()), unnamed.values(), unnamed.faults()))
                .orElse(unnamed);
        section.refuseUnknown(known(section));
        clientId.filter(id -> !ClientId.isValid(id.text()))
                .ifPresent(id -> section.fault("client_id", "must be 1 to 255 visible ASCII characters"));
        ClientMetadata metadata = metadata(section, server);
        ClientSecretReader secrets = new ClientSecretReader(section, metadata);
        Optional<Secret> secret = secrets.current();
        Optional<Secret> previous = secrets.previous();
        Optional<Instant> previousExpiresAt = secrets.previousExpiresAt();
        Optional<Boolean> enabled = section.bool("enabled");
        return clientId.map(
                id -> new ClientEntry(section, id.text(), enabled, secret, previous, previousExpiresAt, metadata));
    }

    /** The metadata, with its faults said; of what is faulty, the default. */
    private static ClientMetadata metadata(Section section, Profile server) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (ClientMetadataField field : ClientMetadataField.values()) {
            value(section, field).ifPresent(value -> members.put(field.wire(), value));
        }
        localized(section)
                .forEach(name -> section.text(name).map(Text::text).ifPresent(value -> members.put(name, value)));
        List<ClientMetadataRules.Fault> faults = ClientMetadataRules.faults(members, server);
        for (ClientMetadataRules.Fault fault : faults) {
            boolean unread = section.has(fault.field()) && !members.containsKey(fault.field());
            if (!unread) {
                section.fault(position(section, fault), "'" + fault.field() + "' " + fault.sentence());
            }
        }
        if (!ClientMetadataRules.CONSENT_MODES.contains(members.getOrDefault("consent", "remember"))) {
            members.remove("consent");
        }
        if (!Profile.names().contains(members.getOrDefault("profile", server.wire()))) {
            members.remove("profile");
        }
        return ClientMetadata.of(members, server);
    }

    private static Optional<Object> value(Section section, ClientMetadataField field) {
        String key = field.wire();
        return switch (field.kind()) {
            case STRING -> section.text(key).map(Text::text);
            case STRINGS ->
                section.texts(key).map(texts -> texts.stream().map(Text::text).toList());
            case BOOLEAN -> section.bool(key).map(Object.class::cast);
            case INTEGER -> section.integer(key).map(Object.class::cast);
            case OBJECT -> section.section(key).map(object -> Scalars.json(object.values()));
        };
    }

    private static Position position(Section section, ClientMetadataRules.Fault fault) {
        Optional<Value> value = section.value(fault.field());
        if (value.isPresent()
                && value.get() instanceof Items list
                && fault.element().isPresent()) {
            int element = Math.min(fault.element().getAsInt(), list.items().size() - 1);
            return list.items().get(element).position();
        }
        return section.position(fault.field());
    }
}
