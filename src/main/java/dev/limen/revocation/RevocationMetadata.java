package dev.limen.revocation;

import dev.limen.client.ClientAuthentication;
import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import jakarta.enterprise.context.ApplicationScoped;

/** The revocation endpoint, as metadata (RFC 8414, section 2). */
@ApplicationScoped
class RevocationMetadata implements MetadataContributor {

    private final Features features;
    private final ClientAuthentication authentication;

    RevocationMetadata(Features features, ClientAuthentication authentication) {
        this.features = features;
        this.authentication = authentication;
    }

    @Override
    public void contribute(Metadata metadata) {
        if (!features.enabled(Feature.REVOCATION)) {
            return;
        }
        metadata.endpoint("revocation_endpoint", "/revoke")
                .values("revocation_endpoint_auth_methods_supported", authentication.methods())
                .values("revocation_endpoint_auth_signing_alg_values_supported", authentication.signingAlgorithms());
    }
}
