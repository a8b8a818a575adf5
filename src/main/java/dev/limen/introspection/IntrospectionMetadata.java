package dev.limen.introspection;

import dev.limen.client.ClientAuthentication;
import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import jakarta.enterprise.context.ApplicationScoped;

/** The introspection endpoint, as metadata (RFC 8414, section 2). */
@ApplicationScoped
class IntrospectionMetadata implements MetadataContributor {

    private final Features features;
    private final ClientAuthentication authentication;

    IntrospectionMetadata(Features features, ClientAuthentication authentication) {
        this.features = features;
        this.authentication = authentication;
    }

    @Override
    public void contribute(Metadata metadata) {
        if (!features.enabled(Feature.INTROSPECTION)) {
            return;
        }
        metadata.endpoint("introspection_endpoint", "/introspect")
                .values("introspection_endpoint_auth_methods_supported", authentication.provingMethods())
                .values("introspection_endpoint_auth_signing_alg_values_supported", authentication.signingAlgorithms());
    }
}
