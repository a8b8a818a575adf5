package dev.limen.json;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A budget for patterns: each is tried on texts that count how often they are read. The same search on the same text takes the
 * same steps again, so what passed here may be tried without a limit afterwards.
 */
final class Steps {

    /** For the texts of one object together, which are thousands of characters at most: some dozen readings of each. */
    private static final int MOST = 500_000;

    private int left = MOST;

    /** Whether the search ends within the budget, with or without a match. */
    boolean sufficeFor(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(new Counted(text));
        try {
            matcher.find();
            return true;
        } catch (TooManyStepsException | StackOverflowError e) {
            return false;
        }
    }

    private final class Counted implements CharSequence {

        private final String text;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
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
            return new Counted(text.substring(start, end));
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
