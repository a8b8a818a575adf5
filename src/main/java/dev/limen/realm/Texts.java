package dev.limen.realm;

import java.util.regex.Pattern;

/** Texts of the file that people will see. */
final class Texts {

    static final String MISLEADING =
            "must be 1 to 500 characters, without controls and changes of the writing direction";

    private static final int MAX_LENGTH = 500;
    private static final Pattern FORGING =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u200E\\u200F\\u061C\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");

    private Texts() {}

    static boolean isMisleading(String text) {
        return text.isBlank()
                || text.length() > MAX_LENGTH
                || FORGING.matcher(text).find();
    }
}
