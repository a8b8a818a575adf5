package dev.limen.realm;

import dev.limen.realm.UserEntry.Password;
import dev.limen.user.PasswordHash;
import dev.limen.user.PasswordHashing;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Hashes of the file's passwords, made before the transaction that needs them: hashing is slow by design. */
final class PreparedPasswords {

    private final PasswordHashing hashing;
    private final Map<String, PasswordHash> byUser = new HashMap<>();

    PreparedPasswords(PasswordHashing hashing) {
        this.hashing = hashing;
    }

    void prepare(UserEntry entry) {
        entry.password()
                .ifPresent(password -> byUser.computeIfAbsent(entry.username().key(), key -> hash(password)));
    }

    Optional<PasswordHash> of(UserEntry entry) {
        return Optional.ofNullable(byUser.get(entry.username().key()));
    }

    private PasswordHash hash(Password password) {
        return switch (password) {
            case Password.Plain plain -> hashing.hash(plain.secret());
            case Password.Hashed hashed -> hashed.hash();
        };
    }
}
