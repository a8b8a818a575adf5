package dev.limen.realm;

import dev.limen.realm.UserEntry.Password;
import dev.limen.user.PasswordFault;
import dev.limen.user.PasswordHash;
import dev.limen.user.PasswordHashing;
import dev.limen.user.PasswordPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Hashes of the file's passwords, made before the transaction that needs them: hashing is slow by design. */
final class PreparedPasswords {

    private static final Logger LOG = Logger.getLogger(PreparedPasswords.class);

    /** Claims that others know (OpenID Connect Core 1.0, section 5.1). */
    private static final List<String> NAMES =
            List.of("name", "given_name", "family_name", "middle_name", "nickname", "preferred_username", "email");

    private final PasswordHashing hashing;
    private final List<UserEntry> entries = new ArrayList<>();
    private final Map<String, PasswordHash> byUser = new HashMap<>();

    PreparedPasswords(PasswordHashing hashing) {
        this.hashing = hashing;
    }

    void prepare(UserEntry entry) {
        entries.add(entry);
        entry.password()
                .ifPresent(password -> byUser.computeIfAbsent(entry.username().key(), key -> hash(password)));
    }

    Optional<PasswordHash> of(UserEntry entry) {
        return Optional.ofNullable(byUser.get(entry.username().key()));
    }

    /** The file is the operator's word, so a password that is easy to guess is applied; but not in silence. */
    void warn(String file, PasswordPolicy policy) {
        entries.forEach(entry -> entry.password().ifPresent(password -> {
            if (password instanceof Password.Plain plain) {
                List<PasswordFault> faults = policy.judge(plain.secret(), known(entry));
                if (!faults.isEmpty()) {
                    LOG.warnf(
                            "%s: the password of user %s is easy to guess: %s",
                            file, entry.username().display(), faults);
                }
            }
        }));
    }

    private static List<String> known(UserEntry entry) {
        return Stream.concat(
                        Stream.of(entry.username().display()),
                        NAMES.stream()
                                .map(entry.claims()::get)
                                .filter(String.class::isInstance)
                                .map(String.class::cast))
                .toList();
    }

    private PasswordHash hash(Password password) {
        return switch (password) {
            case Password.Plain plain -> hashing.hash(plain.secret());
            case Password.Hashed hashed -> hashed.hash();
        };
    }
}
