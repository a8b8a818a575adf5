package dev.limen.resource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an operator declares about a protected resource.
 *
 * @param identifier the audience of its access tokens (RFC 8707, section 2)
 * @param scopes the scope values that it understands
 * @param accessTokenLifetime how long they live; empty: as long as the settings say
 * @param accessTokenFormat {@code jwt} or {@code opaque}; empty: the one of the client
 * @param accessTokenSignedResponseAlg what signs those in JWT form; empty: the one of the client
 * @param introspectionClients the {@code client_id}s of those that ask about them in its name
 * @param acrValues what the sign-in behind them must have reached, one of them; empty: anything
 * @param maxAge how long ago that may be; empty: however long
 */
public record ResourceDeclaration(
        String identifier,
        List<String> scopes,
        Optional<Duration> accessTokenLifetime,
        Optional<String> accessTokenFormat,
        Optional<String> accessTokenSignedResponseAlg,
        List<String> introspectionClients,
        List<String> acrValues,
        Optional<Duration> maxAge) {

    public ResourceDeclaration {
        scopes = List.copyOf(scopes);
        introspectionClients = List.copyOf(introspectionClients);
        acrValues = List.copyOf(acrValues);
    }

    /** A resource about which nothing else is declared. */
    public static ResourceDeclaration of(String identifier, List<String> scopes) {
        return new ResourceDeclaration(
                identifier,
                scopes,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }
}
