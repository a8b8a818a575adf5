package dev.limen.exchange;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of tokens that can be given, by their identifiers (RFC 8693, section 3). */
enum TokenType {
    /** Of ours, in whatever form. */
    ACCESS_TOKEN("urn:ietf:params:oauth:token-type:access_token"),
    /** An access token of ours in JWT form. */
    JWT("urn:ietf:params:oauth:token-type:jwt"),
    /** Of ours. */
    ID_TOKEN("urn:ietf:params:oauth:token-type:id_token");

    private final String identifier;

    TokenType(String identifier) {
        this.identifier = identifier;
    }

    String identifier() {
        return identifier;
    }

    static Optional<TokenType> of(String identifier) {
        return Arrays.stream(values())
                .filter(type -> type.identifier.equals(identifier))
                .findFirst();
    }
}
