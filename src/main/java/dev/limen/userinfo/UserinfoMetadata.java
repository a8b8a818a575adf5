package dev.limen.userinfo;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.key.Keys;
import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import jakarta.enterprise.context.ApplicationScoped;

/** The userinfo endpoint, as metadata (OpenID Connect Discovery 1.0, section 3). */
@ApplicationScoped
class UserinfoMetadata implements MetadataContributor {

    private final Features features;
    private final Keys keys;

    UserinfoMetadata(Features features, Keys keys) {
        this.features = features;
        this.keys = keys;
    }

    @Override
    public void contribute(Metadata metadata) {
        if (!features.enabled(Feature.USERINFO)) {
            return;
        }
        metadata.endpoint("userinfo_endpoint", "/userinfo")
                .values(
                        "userinfo_signing_alg_values_supported",
                        keys.algorithms().stream().map(SigningAlgorithm::wire).toList());
    }
}
