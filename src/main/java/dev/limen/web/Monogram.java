package dev.limen.web;

import java.util.Locale;

/** One letter that stands for a name where there is no picture. */
public final class Monogram {

    private Monogram() {}

    /** The first letter or digit of the name in upper case, or a dot where the name has none. */
    public static String of(String name) {
        return name.codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .findFirst()
                .map(letter -> letter.toUpperCase(Locale.ROOT))
                .orElse("·");
    }
}
