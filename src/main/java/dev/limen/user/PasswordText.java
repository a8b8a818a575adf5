package dev.limen.user;

import dev.limen.protocol.Secret;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * The normal form in which a password is measured, judged and hashed: RFC 8265, section 4.2 (OpaqueString), as NIST SP
 * 800-63B asks for. Spaces of every kind are one kind, and the same letters typed on another keyboard are the same
 * password. Width and case stay: they are entropy. A password of ASCII, and nearly every other one, is its own normal
 * form, so imported hashes keep matching. Every character is allowed.
 */
final class PasswordText {

    private PasswordText() {}

    static String normal(Secret password) {
        String raw = password.reveal();
        StringBuilder spaced = new StringBuilder(raw.length());
        raw.codePoints()
                .map(c -> Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c)
                .forEach(spaced::appendCodePoint);
        return Normalizer.normalize(spaced, Normalizer.Form.NFC);
    }

    /** Whether the password is within what is hashed. Asked first: normalising and hashing a huge one is work. */
    static boolean fits(Secret password) {
        return password.reveal().length() <= PasswordHashing.MAX_BYTES
                && normal(password).getBytes(StandardCharsets.UTF_8).length <= PasswordHashing.MAX_BYTES;
    }

    /** Its length as a person counts it (NIST SP 800-63B: each code point is one character). */
    static int length(Secret password) {
        String normal = normal(password);
        return normal.codePointCount(0, normal.length());
    }
}
