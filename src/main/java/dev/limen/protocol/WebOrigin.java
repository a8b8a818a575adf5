package dev.limen.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * The origin of an address that a browser loads (RFC 6454, section 4): what pages of it may see of each other.
 *
 * @param scheme {@code https} or {@code http}
 * @param host in lower case
 * @param port -1 for the one that the scheme has by itself
 */
public record WebOrigin(String scheme, String host, int port) {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /** The origin of a URI; empty where it has none, as one with a private-use scheme. */
    public static Optional<WebOrigin> of(String uri) {
        try {
            return of(new URI(uri));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<WebOrigin> of(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null) {
            return Optional.empty();
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return Optional.empty();
        }
        int usual = scheme.equals("https") ? HTTPS : HTTP;
        int port = uri.getPort() == usual ? -1 : uri.getPort();
        return Optional.of(new WebOrigin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port));
    }

    /** As browsers write it (RFC 6454, section 6.2). */
    @Override
    public String toString() {
        return scheme + "://" + host + (port == -1 ? "" : ":" + port);
    }
}
