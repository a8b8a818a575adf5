package dev.limen.client;

import java.util.Optional;
import java.util.Set;

/**
 * A way for a client to prove who it is (RFC 6749, section 2.3; OpenID Connect Core 1.0, section 9). Each bean of this
 * type is a method that Limen supports, under its registered name.
 */
public interface ClientAuthenticationMethod {

    /** The value of {@code token_endpoint_auth_method} (RFC 7591, section 2). */
    String name();

    /** Whether the method proves anything, or takes the client at its word. */
    default boolean provesIdentity() {
        return true;
    }

    /**
     * Whether the method is used by no more than naming the client. Such a method counts only where the request uses none of
     * the others: a certificate may be there for the token's sake, and a {@code client_id} stands beside every method.
     */
    default boolean needsNoCredential() {
        return false;
    }

    /** Whether clients can use the method, as the server is configured. */
    default boolean available() {
        return true;
    }

    /** The {@code alg} values of the method's assertions; none for a method without assertions. */
    default Set<String> signingAlgorithms() {
        return Set.of();
    }

    /**
     * What the request presents for this method; empty if it does not use it.
     *
     * @throws dev.limen.protocol.OAuthException if it uses the method but not as the method is defined
     */
    Optional<Attempt> attempt(PresentedCredentials presented);

    /** Credentials of one method as they came. */
    interface Attempt {

        /** The client that the request claims to come from. */
        String clientId();

        /**
         * What keeps the credentials from proving that the request comes from this client, as a detail for the log; empty if
         * they prove it. Takes about as long for a client that does not exist. Called once, within the transaction of the
         * request: what may be used once is used up by it.
         *
         * @param client the client of {@link #clientId()}, if there is one that is registered for the method
         */
        Optional<String> fault(Optional<Client> client);
    }
}
