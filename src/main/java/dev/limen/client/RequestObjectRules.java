package dev.limen.client;

import dev.limen.protocol.ClientMetadata;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a JWT must be to count as a request of a client at one place. What holds at every place, {@link RequestObjects} checks
 * by itself.
 *
 * @param algorithm the one {@code alg} that the client has registered for it; empty: any with a public key
 * @param unsigned whether a JWT that nobody signed counts
 * @param required the claims that must be there
 * @param longest how long it may live from {@code nbf} to {@code exp}, and how long ago {@code nbf} may be; empty: as long as
 *     it says
 */
public record RequestObjectRules(
        Optional<String> algorithm, boolean unsigned, Set<String> required, Optional<Duration> longest) {

    public RequestObjectRules {
        required = Set.copyOf(required);
    }

    /** Those of an authorization request (RFC 9101, sections 4 and 6). Signed, unless the client has registered otherwise. */
    public static RequestObjectRules of(ClientMetadata client) {
        return new RequestObjectRules(
                client.requestObjectSigningAlg(),
                client.mayLeaveRequestsUnsigned(),
                Set.of("client_id"),
                Optional.empty());
    }

    /** The same for what came from an address of the client's own: TLS has proved where it is from. */
    public RequestObjectRules fromOwnAddress() {
        return new RequestObjectRules(algorithm, unsigned || algorithm.isEmpty(), required, longest);
    }

    /** The same, and signed whatever was registered. */
    public RequestObjectRules signed() {
        return new RequestObjectRules(algorithm, false, required, longest);
    }

    /** The same, with these claims besides and no longer life than this (FAPI 2.0 Message Signing, section 5.3.1). */
    public RequestObjectRules strict(Set<String> more, Duration life) {
        Set<String> all = new HashSet<>(required);
        all.addAll(more);
        return new RequestObjectRules(algorithm, unsigned, all, Optional.of(life));
    }
}
