package dev.limen.outbound;

import java.net.URI;
import java.util.Map;

/**
 * A call to an address that others chose.
 *
 * @param method {@code GET} or {@code POST}
 * @param headers beyond those that every request has
 * @param body empty where there is none
 * @param maxBytes the largest body of an answer that is read
 */
public record OutboundRequest(URI uri, String method, Map<String, String> headers, byte[] body, int maxBytes) {

    public OutboundRequest {
        headers = Map.copyOf(headers);
    }

    /** Asks for a document. */
    public static OutboundRequest get(URI uri, String accept, int maxBytes) {
        return new OutboundRequest(uri, "GET", Map.of("Accept", accept), new byte[0], maxBytes);
    }

    /** Sends a notice; of the answer, hardly more than its status matters. */
    public static OutboundRequest post(URI uri, String contentType, byte[] body, int maxBytes) {
        return new OutboundRequest(uri, "POST", Map.of("Content-Type", contentType), body, maxBytes);
    }

    /** The host alone: path, query and body may be somebody's secret. */
    @Override
    public String toString() {
        return "OutboundRequest[" + method + " " + uri.getHost() + "]";
    }
}
