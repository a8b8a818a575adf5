package dev.limen.token;

import dev.limen.client.ClientAuthentication;
import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import jakarta.enterprise.context.ApplicationScoped;

/** What the token endpoint can do (RFC 8414, section 2). */
@ApplicationScoped
class TokenMetadata implements MetadataContributor {

    private final TokenEndpoint endpoint;
    private final ClientAuthentication authentication;

    TokenMetadata(TokenEndpoint endpoint, ClientAuthentication authentication) {
        this.endpoint = endpoint;
        this.authentication = authentication;
    }

    @Override
    public void contribute(Metadata metadata) {
        metadata.endpoint("token_endpoint", "/token")
                .values("grant_types_supported", endpoint.grantTypes())
                .values("token_endpoint_auth_methods_supported", authentication.methods())
                .values("token_endpoint_auth_signing_alg_values_supported", authentication.signingAlgorithms());
    }
}
