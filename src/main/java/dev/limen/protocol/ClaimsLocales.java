package dev.limen.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The languages in which claims are wanted, the best one first (OpenID Connect Core 1.0, section 5.2).
 *
 * @param tags BCP 47 language tags
 */
public record ClaimsLocales(List<String> tags) {

    public static final ClaimsLocales NONE = new ClaimsLocales(List.of());

    /** Nobody reads more languages than these; each costs a look at every claim. */
    private static final int MOST = 10;

    /** Between a claim's name and its language. */
    private static final char MARK = '#';

    public ClaimsLocales {
        tags = List.copyOf(tags);
    }

    /** Reads the value of {@code claims_locales}: tags, separated by spaces. */
    public static ClaimsLocales parse(String text) {
        return new ClaimsLocales(Arrays.stream(text.split(" "))
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .limit(MOST)
                .toList());
    }

    /** A claim's name without its language. */
    public static String base(String name) {
        int mark = name.indexOf(MARK);
        return mark < 0 ? name : name.substring(0, mark);
    }

    /** The language that a claim's name has. */
    public static Optional<String> tag(String name) {
        int mark = name.indexOf(MARK);
        return mark < 0 ? Optional.empty() : Optional.of(name.substring(mark + 1));
    }

    /**
     * The name of the claim that comes nearest to a language: in exactly that, in a less exact one ({@code ja} for
     * {@code ja-Kana-JP}: RFC 4647, section 3.4), or in a more exact one. The case of tags means nothing.
     *
     * @param base the claim's name without a language
     * @param names those of the claims that there are
     */
    public static Optional<String> nearest(String base, String tag, Collection<String> names) {
        for (String range : ranges(tag)) {
            Optional<String> exact = names.stream()
                    .filter(name -> name.equals(base + MARK + tagOf(name))
                            && tagOf(name).equalsIgnoreCase(range))
                    .findFirst();
            if (exact.isPresent()) {
                return exact;
            }
        }
        String prefix = tag.toLowerCase(Locale.ROOT) + "-";
        return names.stream()
                .filter(name -> name.equals(base + MARK + tagOf(name))
                        && tagOf(name).toLowerCase(Locale.ROOT).startsWith(prefix))
                .sorted()
                .findFirst();
    }

    private static String tagOf(String name) {
        return tag(name).orElse("");
    }

    private static List<String> ranges(String tag) {
        List<String> ranges = new ArrayList<>(List.of(tag));
        for (int end = tag.lastIndexOf('-'); end > 0; end = tag.lastIndexOf('-', end - 1)) {
            ranges.add(tag.substring(0, end));
        }
        return ranges;
    }
}
