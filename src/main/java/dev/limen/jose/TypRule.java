package dev.limen.jose;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which {@code typ} a JWT must have at one place, so that a JWT of one kind never stands in for one of another (RFC 8725,
 * section 3.11).
 *
 * @param types the accepted values, in lower case, without {@code application/}
 * @param untyped whether a JWT without {@code typ} is accepted too
 */
public record TypRule(Set<String> types, boolean untyped) {

    private static final String PLAIN = "jwt";
    private static final String MEDIA = "application/";

    public TypRule {
        types = types.stream().map(type -> type.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** One of these, always said. */
    public static TypRule exactly(String... types) {
        return new TypRule(Set.of(types), false);
    }

    /**
     * No {@code typ}, or {@code JWT}, or one of these: for kinds that are older than explicit types, such as client
     * assertions (RFC 7523). A {@code typ} of another kind is refused here too.
     */
    public static TypRule plainOr(String... types) {
        Set<String> all = Arrays.stream(types).collect(Collectors.toSet());
        all.add(PLAIN);
        return new TypRule(all, true);
    }

    /** RFC 7515, section 4.1.9: a media type without regard to case, {@code application/} left out or not. */
    boolean accepts(Object typ) {
        return switch (typ) {
            case null -> untyped;
            case String text -> types.contains(bare(text.toLowerCase(Locale.ROOT)));
            default -> false;
        };
    }

    private static String bare(String type) {
        return type.startsWith(MEDIA) ? type.substring(MEDIA.length()) : type;
    }
}
