package dev.limen.protocol;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which redirection URIs a client may use. */
public final class RedirectUri {

    /** The port of a loopback redirection URI, and what stands before and behind it (RFC 8252, section 7.3). */
    private static final Pattern LOOPBACK =
            Pattern.compile("(http://(?:127\\.0\\.0\\.1|\\[::1]))(?::[0-9]{1,5})?((?:[/?].*)?)");

    private RedirectUri() {}

    /**
     * The redirection URI of a request: byte for byte one of the registered ones (RFC 9700, section 4.1.3; OpenID
     * Connect Core 1.0, section 3.1.2.1). Of a native application's loopback URI the port alone may differ (RFC 8252,
     * section 7.3). Where the request has none, a client with a single one uses that (RFC 6749, section 3.1.2.3).
     */
    public static Optional<String> resolve(
            Optional<String> requested, List<String> registered, boolean nativeApplication) {
        if (requested.isEmpty()) {
            return registered.size() == 1 ? Optional.of(registered.getFirst()) : Optional.empty();
        }
        return requested.filter(uri -> registered.contains(uri)
                || nativeApplication && registered.stream().anyMatch(r -> portAlone(r, uri)));
    }

    /** Whether it leads to a program on the person's own device (RFC 8252, section 7), which any other can stand in for. */
    public static boolean staysOnDevice(String uri) {
        URI target = URI.create(uri);
        return target.getHost() == null || ClientUri.isLoopback(target.getHost());
    }

    /**
     * Whether an authorization response may be sent there: over http, where that is required, to loopback addresses of native
     * applications alone (FAPI 2.0 Security Profile, section 5.3.2.2, number 8).
     */
    public static boolean permitted(String uri, ClientMetadata client, Requirements required) {
        return !required.demand(Requirement.ENCRYPTED_REDIRECTS)
                || !uri.startsWith("http:")
                || client.isNative() && LOOPBACK.matcher(uri).matches();
    }

    private static boolean portAlone(String registered, String requested) {
        Matcher one = LOOPBACK.matcher(registered);
        Matcher other = LOOPBACK.matcher(requested);
        return one.matches()
                && other.matches()
                && one.group(1).equals(other.group(1))
                && one.group(2).equals(other.group(2));
    }
}
