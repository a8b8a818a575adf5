package dev.limen.realm;

import dev.limen.protocol.Secret;
import dev.limen.user.PasswordHash;
import dev.limen.user.Username;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user of the file. What is empty is left as it is.
 *
 * @param claims by name; null takes a claim away
 */
record UserEntry(
        Section section,
        Username username,
        Optional<String> sub,
        Optional<Boolean> enabled,
        Optional<Password> password,
        Map<String, Object> claims,
        Optional<List<String>> roles,
        Optional<List<String>> groups) {

    /** How the file gives a password. */
    sealed interface Password {
        /** What the fingerprint is made of: another value means that the password is to be applied. */
        String value();

        record Plain(Secret secret) implements Password {
            @Override
            public String value() {
                return "password:" + secret.reveal();
            }
        }

        record Hashed(PasswordHash hash) implements Password {
            @Override
            public String value() {
                return "password_hash:" + hash.phc();
            }
        }
    }
}
