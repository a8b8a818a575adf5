package dev.limen.outbound;

import dev.limen.outbound.OutboundException.Reason;
import java.net.URI;
import java.util.Locale;

/**
 * Whom a URI means, as far as the URI says it.
 *
 * @param host in lower case; an IPv6 address without its brackets
 * @param request path and query, as they are sent
 */
record Target(String host, int port, boolean tls, String request) {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int MAX_PORT = 65535;

    /**
     * Reads a URI.
     *
     * @throws OutboundException unless it is an absolute http or https URI with a host, and neither a user nor a fragment
     */
    static Target of(URI uri) throws OutboundException {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        if (!tls && !scheme.equals("http") || uri.getHost() == null) {
            throw refused("not an http or https URI with a host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw refused("a URI with a user or a fragment");
        }
        int port = uri.getPort() == -1 ? (tls ? HTTPS : HTTP) : uri.getPort();
        if (port < 1 || port > MAX_PORT) {
            throw refused("an impossible port");
        }
        return new Target(host(uri), port, tls, request(uri));
    }

    private static String host(URI uri) throws OutboundException {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (host.contains("%")) {
            throw refused("an address with a zone");
        }
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String request(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** The host as a URI has it. */
    String authorityHost() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static OutboundException refused(String detail) {
        return new OutboundException(Reason.REFUSED, detail);
    }

    @Override
    public String toString() {
        return authorityHost() + ":" + port;
    }
}
