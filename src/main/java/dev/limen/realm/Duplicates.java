package dev.limen.realm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Two entries of the file for one thing. */
final class Duplicates {

    private Duplicates() {}

    static void check(Realm realm) {
        check(realm.clients(), "client_id", ClientEntry::section, ClientEntry::clientId);
        check(realm.users(), "username", UserEntry::section, user -> user.username()
                .key());
        check(
                realm.users().stream().filter(user -> user.sub().isPresent()).toList(),
                "sub",
                UserEntry::section,
                user -> user.sub().orElseThrow());
        check(realm.scopes(), "name", ScopeEntry::section, ScopeEntry::name);
        check(realm.resources(), "identifier", ResourceEntry::section, ResourceEntry::identifier);
        check(realm.detailsTypes(), "type", DetailsTypeEntry::section, DetailsTypeEntry::type);
        check(realm.trustedIssuers(), "issuer", TrustedIssuerEntry::section, entry -> entry.trusted()
                .issuer());
    }

    private static <T> void check(
            List<T> entries, String key, Function<T, Section> section, Function<T, String> identity) {
        Map<String, Position> seen = new HashMap<>();
        for (T entry : entries) {
            Section here = section.apply(entry);
            Position first = seen.putIfAbsent(identity.apply(entry), here.position(key));
            if (first != null) {
                here.fault(key, "is there twice; first on line " + first.line());
            }
        }
    }
}
