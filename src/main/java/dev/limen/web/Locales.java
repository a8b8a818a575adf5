package dev.limen.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chooses the language of a page by the lookup of RFC 4647 3.4: what the request asks for ({@code ui_locales}, OpenID
 * Connect Core 3.1.2.1), else what the browser prefers, else English.
 */
@ApplicationScoped
public class Locales {

    /** The languages of the message bundle; the first is the default. */
    static final List<Locale> SUPPORTED =
            Stream.of("en", "de", "fr", "es", "ja").map(Locale::forLanguageTag).toList();

    /** More than any person speaks; the rest of a longer list is not looked at. */
    private static final int MOST_RANGES = 20;

    /**
     * The language of the page.
     *
     * @param uiLocales language tags separated by spaces, the preferred one first
     * @param headers the request's, for {@code Accept-Language}
     */
    public Locale choose(Optional<String> uiLocales, HttpHeaders headers) {
        return choose(uiLocales, headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /** The same, with the value of the {@code Accept-Language} header, which may be null. */
    public Locale choose(Optional<String> uiLocales, String acceptLanguage) {
        return uiLocales
                .flatMap(tags -> lookup(ranges(tags.split(" ", MOST_RANGES + 1))))
                .or(() -> Optional.ofNullable(acceptLanguage).flatMap(Locales::accepted))
                .orElse(SUPPORTED.getFirst());
    }

    /** The language of the page where no request parameter can ask for one. */
    public Locale choose(HttpHeaders headers) {
        return choose(Optional.empty(), headers);
    }

    private static Optional<Locale> accepted(String header) {
        try {
            return lookup(LanguageRange.parse(header));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static List<LanguageRange> ranges(String[] tags) {
        return Stream.of(tags).limit(MOST_RANGES).flatMap(Locales::range).toList();
    }

    private static Stream<LanguageRange> range(String tag) {
        try {
            return Stream.of(new LanguageRange(tag));
        } catch (IllegalArgumentException malformed) {
            return Stream.empty();
        }
    }

    private static Optional<Locale> lookup(List<LanguageRange> ranges) {
        return Optional.ofNullable(Locale.lookup(ranges, SUPPORTED));
    }
}
