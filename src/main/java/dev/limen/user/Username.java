package dev.limen.user;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * The name a person signs in with. Two names are the same account if their keys are equal, however they were typed:
 * compatibility forms (NFKC), case and surrounding spaces do not count.
 *
 * @param display as it was given, trimmed
 * @param key what is looked up; unique
 */
public record Username(String display, String key) {

    /** Characters of a name. */
    public static final int MAX_LENGTH = 128;

    /**
     * @return empty if it is no name at all: empty, longer than {@value #MAX_LENGTH} characters, or with characters that
     *     cannot be seen (controls, direction marks, zero widths, unassigned ones), by which two names could look alike
     */
    public static Optional<Username> of(String raw) {
        if (raw.length() > 2 * MAX_LENGTH) {
            return Optional.empty();
        }
        String display = raw.strip();
        String key = key(display);
        boolean visible = key.codePoints().allMatch(Username::visible)
                && display.codePoints().allMatch(Username::visible);
        return visible && !key.isEmpty() && key.length() <= MAX_LENGTH
                ? Optional.of(new Username(display, key))
                : Optional.empty();
    }

    /**
     * Lower, upper, lower case is as near to Unicode case folding as the platform has; lower first, as the capital sharp s
     * has no other upper case. NFKC again, as folding may undo it.
     */
    private static String key(String name) {
        String folded =
                nfkc(name).toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return nfkc(folded).strip();
    }

    private static String nfkc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    private static boolean visible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
