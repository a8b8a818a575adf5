package dev.limen.userinfo;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import jakarta.enterprise.context.ApplicationScoped;

/** The userinfo endpoint, as metadata (OpenID Connect Discovery 1.0, section 3). */
@ApplicationScoped
class UserinfoMetadata implements MetadataContributor {

    private final Features features;

    UserinfoMetadata(Features features) {
        this.features = features;
    }

    @Override
    public void contribute(Metadata metadata) {
        if (!features.enabled(Feature.USERINFO)) {
            return;
        }
        metadata.endpoint("userinfo_endpoint", "/userinfo")
                .values(
                        "userinfo_signing_alg_values_supported",
                        SigningAlgorithm.DEFAULTS.stream()
                                .map(SigningAlgorithm::wire)
                                .toList());
    }
}
