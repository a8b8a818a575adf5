package dev.limen.protocol;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/**
 * What a person reads on a device and types elsewhere (RFC 8628, section 6.1): eight letters out of twenty, without
 * vowels, so that no code is a word, and without what is mistaken for a digit.
 *
 * <p>Its strength (RFC 8628, section 5.1): 20<sup>8</sup> are 2.56 &middot; 10<sup>10</sup> codes, 34.5 bits. With the
 * default budgets, all sources together have 300 wrong codes at once and 300 more in 15 minutes, so about 500 in the ten
 * minutes for which a code lives; one guess among them meets a given code with a probability of 2 &middot;
 * 10<sup>-8</sup> (2<sup>-25</sup>), a single address, with 20 and 13 more, with less than 2<sup>-29</sup>. While 100
 * devices wait at every moment, someone who guesses from everywhere without a pause meets one of them every 24 years. A
 * hit gives nothing by itself: the guesser would have to approve it with an account of their own.
 */
public final class UserCode {

    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;
    private static final int HALF = LENGTH / 2;

    /** What people type for a letter that looks like it, and the letter. */
    private static final String LOOKS = "01I25689OU";

    private static final String MEANT = "QLLZSGBGQV";
    private static final Pattern BETWEEN = Pattern.compile("[\\p{Z}\\s\\p{Pd}\\p{Pc}.·_\\u30fc]+");
    private static final Pattern FORM = Pattern.compile("[" + LETTERS + "]{" + LENGTH + "}");

    /** Longer input is not looked at. */
    private static final int MOST_TYPED = 64;

    private final String letters;

    private UserCode(String letters) {
        this.letters = letters;
    }

    /**
     * A new code.
     *
     * @param below gives a random number from zero to one less than its argument, each as likely as the other
     */
    public static UserCode draw(IntUnaryOperator below) {
        StringBuilder drawn = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            drawn.append(LETTERS.charAt(below.applyAsInt(LETTERS.length())));
        }
        return new UserCode(drawn.toString());
    }

    /**
     * What was typed, if it is a code at all: in either case, in wide letters too, with or without spaces and dashes, and
     * with digits for the letters that they look like.
     */
    public static Optional<UserCode> parse(String typed) {
        if (typed.length() > MOST_TYPED) {
            return Optional.empty();
        }
        String upper = Normalizer.normalize(typed, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        StringBuilder letters = new StringBuilder(LENGTH);
        BETWEEN.matcher(upper).replaceAll("").chars().map(UserCode::meant).forEach(c -> letters.append((char) c));
        return FORM.matcher(letters).matches() ? Optional.of(new UserCode(letters.toString())) : Optional.empty();
    }

    /** As people read it: two groups of four. */
    public String shown() {
        return letters.substring(0, HALF) + "-" + letters.substring(HALF);
    }

    private static int meant(int typed) {
        int at = LOOKS.indexOf(typed);
        return at < 0 ? typed : MEANT.charAt(at);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserCode code && code.letters.equals(letters);
    }

    @Override
    public int hashCode() {
        return letters.hashCode();
    }

    @Override
    public String toString() {
        return "UserCode[hidden]";
    }
}
