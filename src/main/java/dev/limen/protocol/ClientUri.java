package dev.limen.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a URI in client metadata may look like. Everything is an allow-list: a scheme that is not named here is refused,
 * whatever it is and however it is written.
 */
enum ClientUri {
    /** Where browsers are sent with codes in hand (RFC 9700, section 2.1; RFC 8252, section 7). */
    REDIRECT,
    /** A page or picture that a person's browser loads. */
    PAGE,
    /** A document that Limen loads. */
    DOCUMENT,
    /** As OpenID Connect Registration 1.0, section 2 has it for initiate_login_uri and sector_identifier_uri. */
    HTTPS_ALONE;

    private static final int MAX_LENGTH = 2000;
    private static final int MAX_PORT = 65535;
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]*");
    private static final Pattern ENCODED_CONTROL = Pattern.compile("%(?:[01][0-9A-Fa-f]|7[Ff])");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    /** RFC 8252, section 7.1: a domain name of the app's maker in reverse, so with a dot. */
    private static final Pattern PRIVATE_USE = Pattern.compile("[a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)+");

    /** What is wrong with a URI, as a sentence without its subject; empty if nothing is. */
    Optional<String> fault(String uri, boolean nativeClient) {
        if (uri.isEmpty()) {
            return Optional.of("is empty");
        }
        if (uri.length() > MAX_LENGTH) {
            return Optional.of("is longer than " + MAX_LENGTH + " characters");
        }
        if (!VISIBLE_ASCII.matcher(uri).matches()) {
            return Optional.of(
                    "has white space, a control character or a character outside ASCII (RFC 3986, section 2)");
        }
        if (this != PAGE && uri.contains("*")) {
            return Optional.of("has a wildcard; URIs are compared as a whole (RFC 9700, section 2.1)");
        }
        try {
            return fault(new URI(uri), nativeClient);
        } catch (URISyntaxException e) {
            return Optional.of("is not a URI (RFC 3986)");
        }
    }

    private Optional<String> fault(URI uri, boolean nativeClient) {
        if (!uri.isAbsolute()) {
            return Optional.of("is not absolute (RFC 6749, section 3.1.2)");
        }
        if (this != PAGE && uri.getRawFragment() != null) {
            return Optional.of("has a fragment (RFC 6749, section 3.1.2)");
        }
        if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
            return Optional.of("has a user name or password before its host");
        }
        if (ENCODED_CONTROL.matcher(uri.toString()).find()) {
            return Optional.of("has an encoded control character");
        }
        if (this == REDIRECT && hasDotSegment(uri)) {
            return Optional.of("has a '.' or '..' segment in its path, which browsers take away");
        }
        return schemeFault(uri, nativeClient);
    }

    private Optional<String> schemeFault(URI uri, boolean nativeClient) {
        String scheme = uri.getScheme();
        if (scheme.equals("https")) {
            return hostFault(uri);
        }
        if (scheme.equals("http")) {
            return this == HTTPS_ALONE ? Optional.of("must be an https URI") : loopbackFault(uri);
        }
        if (this == REDIRECT && PRIVATE_USE.matcher(scheme).matches()) {
            return privateUseFault(uri, nativeClient);
        }
        return Optional.of("has a scheme that is not allowed; " + allowedSchemes());
    }

    private String allowedSchemes() {
        return switch (this) {
            case REDIRECT ->
                "allowed are https, http on a loopback host, and for native clients private-use schemes with a dot"
                        + " (RFC 8252, section 7.1), all in lower case";
            case PAGE, DOCUMENT -> "allowed are https, and http on a loopback host, in lower case";
            case HTTPS_ALONE -> "allowed is https, in lower case";
        };
    }

    private static Optional<String> hostFault(URI uri) {
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            return Optional.of("has no valid host");
        }
        if (uri.getPort() > MAX_PORT || uri.getPort() == 0) {
            return Optional.of("has an impossible port");
        }
        return Optional.empty();
    }

    private static Optional<String> loopbackFault(URI uri) {
        if (uri.getHost() == null || !LOOPBACK.contains(uri.getHost())) {
            return Optional.of("is http, which only the loopback hosts localhost, 127.0.0.1 and [::1] may have");
        }
        return hostFault(uri);
    }

    private static Optional<String> privateUseFault(URI uri, boolean nativeClient) {
        if (!nativeClient) {
            return Optional.of(
                    "has a private-use scheme, which needs application_type: native (RFC 8252, section 7.1)");
        }
        if (uri.isOpaque()) {
            return Optional.of("needs a slash after its scheme (RFC 8252, section 7.1)");
        }
        return Optional.empty();
    }

    /** Whether a host is the person's own machine. */
    static boolean isLoopback(String host) {
        return LOOPBACK.contains(host);
    }

    static boolean hasDotSegment(URI uri) {
        String path = uri.getPath();
        return path != null && Arrays.stream(path.split("/")).anyMatch(s -> s.equals(".") || s.equals(".."));
    }
}
