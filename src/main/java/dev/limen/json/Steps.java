package dev.limen.json;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tries a pattern on a text that counts how often it is read. The same search on the same text takes the same steps again, so
 * a pattern that passed here may be tried without a limit afterwards.
 */
final class Steps {

    /** A pattern that reads each character some dozen times is good for texts of thousands of characters. */
    private static final int MOST = 200_000;

    private Steps() {}

    /** Whether the search ends soon, with or without a match. */
    static boolean fewFor(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(new Counted(text, new int[1]));
        try {
            matcher.find();
            return true;
        } catch (TooManyStepsException | StackOverflowError e) {
            return false;
        }
    }

    private record Counted(String text, int[] reads) implements CharSequence {

        @Override
        public char charAt(int index) {
            if (++reads[0] > MOST) {
                throw new TooManyStepsException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.substring(start, end), reads);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManyStepsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyStepsException() {
            super(null, null, false, false);
        }
    }
}
