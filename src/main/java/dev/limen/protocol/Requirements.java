package dev.limen.protocol;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What a profile demands: checks read it, and none of them knows a profile by name.
 *
 * @param demands what must be so
 * @param authenticationMethods the values of {@code token_endpoint_auth_method} that may be used
 * @param grantTypes those that may be used
 * @param responseTypes those that may be used
 * @param signingAlgorithms the {@code alg} values of whatever is signed, by whomever; the first one is what the provider
 *     signs with where nothing else is registered
 * @param codeLifetime the longest life of an authorization code
 * @param ahead how far in the future the {@code iat} of what a client signs may lie at the most, by whatever clock
 */
public record Requirements(
        Set<Requirement> demands,
        List<String> authenticationMethods,
        List<String> grantTypes,
        List<String> responseTypes,
        List<String> signingAlgorithms,
        Duration codeLifetime,
        Duration ahead) {

    public Requirements {
        demands = Set.copyOf(demands);
        authenticationMethods = List.copyOf(authenticationMethods);
        grantTypes = List.copyOf(grantTypes);
        responseTypes = List.copyOf(responseTypes);
        signingAlgorithms = List.copyOf(signingAlgorithms);
    }

    /** Whether this is demanded. */
    public boolean demand(Requirement requirement) {
        return demands.contains(requirement);
    }

    /** What the provider signs with where nothing else is registered. */
    public String usualAlgorithm() {
        return signingAlgorithms.getFirst();
    }

    /**
     * What the provider signs with for a client that registered this: its own algorithm, or the usual one where that may not
     * be used any more, as the profile has become stricter since.
     */
    public String signing(String registered) {
        return signingAlgorithms.contains(registered) ? registered : usualAlgorithm();
    }

    /** Those of some algorithms that may be used, in their order. */
    public List<String> permitted(Collection<String> algorithms) {
        return algorithms.stream().filter(signingAlgorithms::contains).toList();
    }
}
