package dev.limen.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URI of a request without its query and fragment, in the one spelling that all equal ones share (RFC 3986, sections
 * 6.2.2 and 6.2.3; RFC 9449, section 4.3 asks for that).
 */
final class TargetUri {

    private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");
    private static final int HEX = 16;

    private TargetUri() {}

    /** The normal form; empty for what is no http or https URI. */
    static Optional<String> normal(String text) {
        try {
            URI uri = new URI(text);
            if (!uri.isAbsolute() || uri.getHost() == null || uri.getRawUserInfo() != null) {
                return Optional.empty();
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            return switch (scheme) {
                case "https" -> Optional.of(normal(scheme, uri, 443));
                case "http" -> Optional.of(normal(scheme, uri, 80));
                default -> Optional.empty();
            };
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Escapes first: one of a dot hides a segment that is to be taken away. */
    private static String normal(String scheme, URI uri, int usualPort) {
        String port = uri.getPort() == -1 || uri.getPort() == usualPort ? "" : ":" + uri.getPort();
        String path = uri.getRawPath().isEmpty() ? "/" : unescaped(uri.getRawPath());
        return URI.create(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path)
                .normalize()
                .toString();
    }

    private static String unescaped(String path) {
        return ENCODED.matcher(path).replaceAll(escape -> {
            String character = Character.toString(Integer.parseInt(escape.group(1), HEX));
            return UNRESERVED.matcher(character).matches()
                    ? character
                    : Matcher.quoteReplacement(escape.group().toUpperCase(Locale.ROOT));
        });
    }
}
