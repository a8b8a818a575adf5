package dev.limen.user;

import java.util.List;
import java.util.stream.Stream;

/** How guessers vary words, and what they try before words. All texts are in lower case. */
final class PasswordPatterns {

    /** Letters and the signs that stand for them. */
    private static final String SIGNS = "@4310$5!7+8|";

    private static final String MEANT = "aaeiossittbl";

    private static final int SHORTEST_WALK = 3;
    private static final int LONGEST_UNIT = 4;

    /** Where fingers and counting go without thought, in both directions. */
    private static final List<String> WALKS = Stream.of(
                    "abcdefghijklmnopqrstuvwxyz",
                    "01234567890",
                    "qwertyuiop",
                    "qwertzuiop",
                    "azertyuiop",
                    "asdfghjkl",
                    "qsdfghjklm",
                    "zxcvbnm",
                    "yxcvbnm",
                    "wxcvbn",
                    "!@#$%^&*()",
                    "1qaz2wsx3edc4rfv5tgb6yhn7ujm")
            .flatMap(walk -> Stream.of(walk, new StringBuilder(walk).reverse().toString()))
            .toList();

    private PasswordPatterns() {}

    /** A password as it is, with signs read as letters, and both without digits and signs at either end. */
    static Stream<String> readings(String text) {
        return Stream.of(text, trimmed(text), lettered(text), lettered(trimmed(text)), trimmed(lettered(text)));
    }

    static String lettered(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            int sign = SIGNS.indexOf(c);
            letters.append(sign < 0 ? (char) c : MEANT.charAt(sign));
        });
        return letters.toString();
    }

    /** Whether it is one short unit again and again, or walks and nothing else. */
    static boolean predictable(String text) {
        return repeats(text) || walks(text);
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && !Character.isLetter(text.charAt(from))) {
            from++;
        }
        while (from < to && !Character.isLetter(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean repeats(String text) {
        for (int unit = 1; unit <= LONGEST_UNIT && unit * 2 <= text.length(); unit++) {
            if (text.startsWith(text.substring(unit))) {
                return true;
            }
        }
        return false;
    }

    private static boolean walks(String text) {
        int at = 0;
        while (at < text.length()) {
            int steps = longestWalk(text, at);
            if (steps < SHORTEST_WALK) {
                return false;
            }
            at += steps;
        }
        return !text.isEmpty();
    }

    private static int longestWalk(String text, int from) {
        int longest = 0;
        for (String walk : WALKS) {
            int end = from;
            while (end < text.length() && walk.contains(text.substring(from, end + 1))) {
                end++;
            }
            longest = Math.max(longest, end - from);
        }
        return longest;
    }
}
