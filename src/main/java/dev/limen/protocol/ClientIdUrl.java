package dev.limen.protocol;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** A client identifier that is the address of the document which describes the client (Client ID Metadata Document, section 3). */
public final class ClientIdUrl {

    private static final String SCHEME = "https://";

    private ClientIdUrl() {}

    /** Whether an identifier wants to be one. */
    public static boolean isOne(String clientId) {
        return clientId.startsWith(SCHEME);
    }

    /** What is wrong with one, as a sentence without its subject; empty if nothing is. */
    public static Optional<String> fault(String clientId) {
        return ClientUri.HTTPS_ALONE.fault(clientId, false).or(() -> pathFault(URI.create(clientId)));
    }

    private static Optional<String> pathFault(URI url) {
        if (url.getRawPath().isEmpty()) {
            return Optional.of("has no path (Client ID Metadata Document, section 3)");
        }
        return ClientUri.hasDotSegment(url)
                ? Optional.of("has a '.' or '..' segment in its path (Client ID Metadata Document, section 3)")
                : Optional.empty();
    }

    /** The host that answers for the client, in lower case; of a URL without fault. */
    public static String host(String clientId) {
        return URI.create(clientId).getHost().toLowerCase(Locale.ROOT);
    }
}
