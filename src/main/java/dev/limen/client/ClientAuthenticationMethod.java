package dev.limen.client;

import java.util.Optional;

/**
 * A way for a client to prove who it is (RFC 6749, section 2.3; OpenID Connect Core 1.0, section 9). Each bean of this
 * type is a method that Limen supports, under its registered name.
 */
public interface ClientAuthenticationMethod {

    /** The value of {@code token_endpoint_auth_method} (RFC 7591, section 2). */
    String name();

    /** Whether the method proves anything: a request that uses none of those that do may fall back on one that does not. */
    default boolean provesIdentity() {
        return true;
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
         * Whether the credentials are those of this client. Takes as long for a client that does not exist.
         *
         * @param client the client of {@link #clientId()}, if there is one
         */
        boolean isProof(Optional<Client> client);
    }
}
