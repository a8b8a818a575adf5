package dev.limen.user;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Argon2id hash. Its text is the PHC string form: {@code $argon2id$v=19$m=7168,t=5,p=1$salt$tag}.
 *
 * <p>{@link #toString()} shows the cost alone: a hash that leaks can be guessed at leisure.
 */
public final class PasswordHash {

    private static final Pattern PHC =
            Pattern.compile("\\$argon2id\\$v=19\\$m=([1-9]\\d{0,6}),t=([1-9]\\d{0,6}),p=([1-9]\\d?)"
                    + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private final Argon2Cost cost;
    private final byte[] salt;
    private final byte[] tag;

    PasswordHash(Argon2Cost cost, byte[] salt, byte[] tag) {
        this.cost = cost;
        this.salt = salt.clone();
        this.tag = tag.clone();
    }

    /**
     * Reads the PHC string form.
     *
     * @return empty if it is no Argon2id hash of version 19 with 8 to 64 bytes of salt and 16 to 64 of tag, or its cost
     *     is beyond what {@link Argon2Cost} allows
     */
    public static Optional<PasswordHash> parse(String phc) {
        Matcher parts = PHC.matcher(phc);
        if (phc.length() > 256 || !parts.matches()) {
            return Optional.empty();
        }
        try {
            Argon2Cost cost = new Argon2Cost(number(parts, 1), number(parts, 2), number(parts, 3));
            return Optional.of(new PasswordHash(cost, bytes(parts, 4), bytes(parts, 5)));
        } catch (IllegalArgumentException beyondCapsOrIllegalBase64) {
            return Optional.empty();
        }
    }

    /** The PHC string form, as it is stored. */
    public String phc() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        cost.memory(),
                        cost.iterations(),
                        cost.parallelism(),
                        base64.encodeToString(salt),
                        base64.encodeToString(tag));
    }

    Argon2Cost cost() {
        return cost;
    }

    byte[] salt() {
        return salt.clone();
    }

    byte[] tag() {
        return tag.clone();
    }

    @Override
    public String toString() {
        return "PasswordHash[" + cost + "]";
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static byte[] bytes(Matcher parts, int group) {
        return Base64.getDecoder().decode(parts.group(group));
    }
}
