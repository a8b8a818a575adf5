package dev.limen.outbound;

import java.util.Map;
import java.util.Optional;

/**
 * What a host answered: any status but a redirection.
 *
 * @param headers by name in lower case; values of repeated headers are joined by commas (RFC 9110, section 5.3)
 */
public record OutboundAnswer(int status, Map<String, String> headers, byte[] body) {

    public OutboundAnswer {
        headers = Map.copyOf(headers);
    }

    /**
     * The value of a header.
     *
     * @param name in lower case
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Without the body, which belongs into no log. */
    @Override
    public String toString() {
        return "OutboundAnswer[" + status + ", " + body.length + " bytes]";
    }
}
