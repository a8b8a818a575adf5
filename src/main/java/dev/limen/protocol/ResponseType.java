package dev.limen.protocol;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the authorization endpoint is asked to answer with (RFC 6749, section 3.1.1; OAuth 2.0 Multiple Response Type
 * Encoding Practices, section 3). The order of the parts on the wire says nothing.
 */
public record ResponseType(Set<Part> parts) {

    /** One thing to answer with, in the order of the registered names. */
    public enum Part {
        CODE,
        ID_TOKEN,
        TOKEN;

        private String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The authorization code flow. */
    public static final ResponseType CODE = new ResponseType(Set.of(Part.CODE));

    public ResponseType {
        parts = Set.copyOf(parts);
    }

    /** The response type of this wire form; empty if a part is unknown or said twice, or there is none. */
    public static Optional<ResponseType> parse(String wire) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String name : wire.split(" ", -1)) {
            Optional<Part> part = part(name);
            if (part.isEmpty() || !parts.add(part.get())) {
                return Optional.empty();
            }
        }
        return Optional.of(new ResponseType(parts));
    }

    private static Optional<Part> part(String name) {
        for (Part part : Part.values()) {
            if (part.wire().equals(name)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** The wire form with its parts in their usual order; what is no response type stays as it is. */
    public static String canonical(String wire) {
        return parse(wire).map(ResponseType::wire).orElse(wire);
    }

    /** Whether a code is asked for. */
    public boolean code() {
        return parts.contains(Part.CODE);
    }

    /** Whether an ID token is to come from the authorization endpoint itself. */
    public boolean idToken() {
        return parts.contains(Part.ID_TOKEN);
    }

    /** Whether an access token is to come from the authorization endpoint itself. */
    public boolean token() {
        return parts.contains(Part.TOKEN);
    }

    /** Whether a token passes through the browser's address line: the implicit and the hybrid flow. */
    public boolean tokensInFront() {
        return idToken() || token();
    }

    /** The value of {@code response_type}. */
    public String wire() {
        Collection<Part> inOrder = EnumSet.copyOf(parts);
        return inOrder.stream().map(Part::wire).collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return wire();
    }
}
