package dev.limen.realm;

import dev.limen.protocol.Profile;
import dev.limen.realm.Value.Items;
import dev.limen.realm.Value.Members;
import dev.limen.realm.Value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the text of a realm file, with every fault that the file shows by itself. */
final class RealmReader {

    private static final List<String> KEYS = List.of(
            "clients", "users", "scopes", "resources", "trusted_issuers", "authorization_details_types", "acr_levels");

    private RealmReader() {}

    /** @param server the profile that holds for all clients */
    static Realm read(String text, Placeholders placeholders, Profile server, Faults faults) {
        Value value = YamlDocument.read(text, placeholders, faults);
        if (!(value instanceof Members members)) {
            if (faults.isEmpty()) {
                faults.at(value.position(), "a realm file is a mapping with the keys " + String.join(", ", KEYS));
            }
            return new Realm(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty());
        }
        Section file = new Section("the realm", members, faults);
        file.refuseUnknown(KEYS);
        Realm realm = new Realm(
                entries(file, "clients", client -> ClientReader.read(client, server)),
                entries(file, "users", UserReader::read),
                entries(file, "scopes", ScopeReader::read),
                entries(file, "resources", ResourceReader::read),
                entries(file, "trusted_issuers", TrustedIssuerReader::read),
                entries(file, "authorization_details_types", DetailsTypeReader::read),
                AcrLevelReader.all(file, entries(file, "acr_levels", AcrLevelReader::read)));
        Duplicates.check(realm);
        return realm;
    }

    private static <T> List<T> entries(Section file, String key, Function<Section, Optional<T>> reader) {
        List<T> entries = new ArrayList<>();
        Optional<Value> value = file.value(key).filter(v -> !(v instanceof Text text && text.isNothing()));
        if (value.isEmpty()) {
            return entries;
        }
        if (!(value.get() instanceof Items list)) {
            file.fault(key, "must be a list, not " + value.get().words());
            return entries;
        }
        for (int i = 0; i < list.items().size(); i++) {
            String subject = key + "[" + i + "]";
            Value item = list.items().get(i);
            if (item instanceof Members members) {
                reader.apply(new Section(subject, members, file.faults())).ifPresent(entries::add);
            } else {
                file.fault(item.position(), subject + " must be a mapping, not " + item.words());
            }
        }
        return entries;
    }
}
