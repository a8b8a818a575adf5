package dev.limen.realm;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody who mistyped a name may have meant. */
final class Nearest {

    private static final int MAX_LENGTH = 64;

    private Nearest() {}

    /** For the end of a sentence: a question, or nothing where no name is near. */
    static String question(String written, Collection<String> names) {
        return of(written, names)
                .map(name -> "; did you mean " + Quoted.of(name) + "?")
                .orElse("");
    }

    static Optional<String> of(String written, Collection<String> names) {
        if (written.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int limit = Math.max(1, written.length() / 3);
        return names.stream()
                .filter(name -> distance(written, name) <= limit)
                .min(Comparator.comparingInt(name -> distance(written, name)));
    }

    /** Levenshtein: how many characters have to be put in, taken out or replaced. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
