package dev.limen.realm;

import dev.limen.storage.Change;
import dev.limen.user.PasswordHash;
import dev.limen.user.User;
import dev.limen.user.Users;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores a user of the file. What the file does not name is left as it is. */
@Singleton
class UserApplication {

    private final Users users;
    private final Fingerprints fingerprints;
    private final Clock clock;

    UserApplication(Users users, Fingerprints fingerprints, Clock clock) {
        this.users = users;
        this.fingerprints = fingerprints;
        this.clock = clock;
    }

    /** Whether the file's password is another than the one applied last. */
    boolean needsPassword(UserEntry entry) {
        Optional<User> stored = users.byUsername(entry.username().display());
        return entry.password().isPresent()
                && (stored.isEmpty() || !Arrays.equals(fingerprint(entry), stored.get().passwordFingerprint));
    }

    /** @throws PasswordNotPreparedException if the password is needed, and was not when the others were hashed */
    Change store(UserEntry entry, PreparedPasswords passwords) {
        boolean needsPassword = needsPassword(entry);
        Optional<User> stored = users.byUsername(entry.username().display());
        User user = stored.orElseGet(() -> users.add(entry.username(), entry.sub()));
        boolean changed = attributes(entry, user);
        if (needsPassword) {
            PasswordHash hash = passwords.of(entry).orElseThrow(PasswordNotPreparedException::new);
            users.password(user, hash);
            user.passwordFingerprint = fingerprint(entry);
        }
        changed |= enabled(entry, user) | needsPassword;
        if (stored.isEmpty()) {
            return Change.CREATED;
        }
        if (!changed) {
            return Change.UNCHANGED;
        }
        user.updatedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return Change.UPDATED;
    }

    private boolean attributes(UserEntry entry, User user) {
        Map<String, Object> claims = new HashMap<>(user.claims);
        entry.claims().forEach((name, value) -> {
            if (value == null) {
                claims.remove(name);
            } else {
                claims.put(name, value);
            }
        });
        List<String> roles = entry.roles().orElse(user.roles);
        List<String> groups = entry.groups().orElse(user.groups);
        boolean changed = !comparable(claims).equals(comparable(user.claims))
                || !roles.equals(user.roles)
                || !groups.equals(user.groups);
        if (changed) {
            user.claims = claims;
            user.roles = List.copyOf(roles);
            user.groups = List.copyOf(groups);
        }
        return changed;
    }

    private boolean enabled(UserEntry entry, User user) {
        if (entry.enabled().isEmpty() || entry.enabled().get() == user.enabled) {
            return false;
        }
        if (entry.enabled().get()) {
            users.enable(user);
        } else {
            users.disable(user);
        }
        return true;
    }

    private byte[] fingerprint(UserEntry entry) {
        return fingerprints.ofUser(
                entry.username().key(), entry.password().orElseThrow().value());
    }

    /** With numbers in one form: the database may give back another type than was put in. */
    private static Object comparable(Object json) {
        return switch (json) {
            case null -> Optional.empty();
            case Number number -> new BigDecimal(number.toString()).stripTrailingZeros();
            case List<?> list -> list.stream().map(UserApplication::comparable).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> members = new HashMap<>();
                map.forEach((name, value) -> members.put(name, comparable(value)));
                yield members;
            }
            default -> json;
        };
    }

    /** Another application of a file came between. */
    static final class PasswordNotPreparedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PasswordNotPreparedException() {
            super(null, null, false, false);
        }
    }
}
