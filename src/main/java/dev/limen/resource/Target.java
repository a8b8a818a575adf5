package dev.limen.resource;

import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a token is for.
 *
 * @param resources the resources that accept it, besides Limen itself
 * @param scope what it is good for there
 * @param audience the identifiers of all that accept it, never empty
 * @param details what it is good for beyond the scope
 */
public record Target(
        List<ProtectedResource> resources, Scope scope, List<String> audience, AuthorizationDetails details) {

    private static final String OPAQUE = "opaque";

    /**
     * The format on which the resources agree; empty where none of them has a wish.
     *
     * @throws OAuthException {@code invalid_target} if they want different ones
     */
    public Optional<String> format() {
        return agreed(resources, ProtectedResource::accessTokenFormat);
    }

    /**
     * The signature algorithm on which the resources agree; empty where none of them has a wish.
     *
     * @throws OAuthException {@code invalid_target} if they want different ones
     */
    public Optional<String> algorithm() {
        return agreed(
                resources.stream()
                        .filter(resource -> !resource.accessTokenFormat()
                                .filter(OPAQUE::equals)
                                .isPresent())
                        .toList(),
                ProtectedResource::accessTokenSignedResponseAlg);
    }

    /** @throws OAuthException {@code invalid_target} if no token could be made that suits all of them */
    public void requireAgreement() {
        format();
        algorithm();
    }

    /** Whether it is good for anything. */
    public boolean isEmpty() {
        return scope.isEmpty() && details.isEmpty();
    }

    /** The lifetimes that the resources want, in their order. */
    public List<Duration> lifetimes() {
        return resources.stream()
                .map(ProtectedResource::accessTokenLifetime)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> agreed(
            List<ProtectedResource> resources, Function<ProtectedResource, Optional<String>> wish) {
        List<String> wishes = resources.stream()
                .map(wish)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (wishes.size() > 1) {
            throw new OAuthException(
                    ErrorCode.INVALID_TARGET,
                    "the resources want access tokens of different kinds: ask for one at a time, by the parameter resource",
                    "RFC 8707, section 2.2");
        }
        return wishes.stream().findFirst();
    }
}
