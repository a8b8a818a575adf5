package dev.limen.realm;

import dev.limen.protocol.Secret;
import dev.limen.realm.UserEntry.Password;
import dev.limen.realm.Value.Text;
import dev.limen.user.PasswordHash;
import dev.limen.user.PasswordHashing;
import dev.limen.user.Username;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one element of {@code users}. */
final class UserReader {

    static final List<String> KEYS =
            List.of("username", "password", "password_hash", "sub", "enabled", "claims", "roles", "groups");
    /** OpenID Connect Core 1.0, section 2: at most 255 ASCII characters. */
    private static final Pattern SUB = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private UserReader() {}

    static Optional<UserEntry> read(Section unnamed) {
        Optional<Text> name = unnamed.requiredText("username");
        Section section = name.map(n -> new Section("user " + Quoted.of(n.raw()), unnamed.values(), unnamed.faults()))
                .orElse(unnamed);
        section.refuseUnknown(KEYS);
        Optional<Username> username = name.flatMap(n -> username(section, n));
        Optional<String> sub = section.text("sub").map(Text::text);
        sub.filter(SUB.asMatchPredicate().negate())
                .ifPresent(s -> section.fault("sub", "must be 1 to 255 visible ASCII characters"));
        Optional<Password> password = password(section);
        Map<String, Object> claims =
                section.section("claims").map(ClaimsReader::read).orElse(Map.of());
        Optional<Boolean> enabled = section.bool("enabled");
        Optional<List<String>> roles = names(section, "roles");
        Optional<List<String>> groups = names(section, "groups");
        return username.map(u -> new UserEntry(section, u, sub, enabled, password, claims, roles, groups));
    }

    private static Optional<Username> username(Section section, Text name) {
        Optional<Username> username = Username.of(name.text());
        if (username.isEmpty()) {
            section.fault("username", "must be 1 to " + Username.MAX_LENGTH + " characters that can be seen");
        }
        return username;
    }

    private static Optional<Password> password(Section section) {
        Optional<Password> plain = section.text("password").flatMap(text -> plain(section, text));
        Optional<Password> hashed = section.text("password_hash").flatMap(text -> hashed(section, text));
        if (section.has("password") && section.has("password_hash")) {
            section.fault("password_hash", "cannot stand beside password");
        }
        return plain.or(() -> hashed);
    }

    private static Optional<Password> plain(Section section, Text text) {
        int length = text.text().getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > PasswordHashing.MAX_BYTES) {
            section.fault("password", "must be 1 to " + PasswordHashing.MAX_BYTES + " bytes");
            return Optional.empty();
        }
        return Optional.of(new Password.Plain(Secret.of(text.text())));
    }

    private static Optional<Password> hashed(Section section, Text text) {
        Optional<PasswordHash> hash = PasswordHash.parse(text.text());
        if (hash.isEmpty()) {
            section.fault(
                    "password_hash",
                    "must be an Argon2id hash in PHC form: $argon2id$v=19$m=...,t=...,p=...$salt$hash");
        }
        return hash.map(Password.Hashed::new);
    }

    private static Optional<List<String>> names(Section section, String key) {
        Optional<List<Text>> names = section.texts(key);
        names.orElse(List.of()).stream()
                .filter(name -> Texts.isMisleading(name.text()))
                .forEach(name -> section.fault(name.position(), "'" + key + "' " + Texts.MISLEADING));
        return names.map(list -> list.stream().map(Text::text).distinct().toList());
    }
}
