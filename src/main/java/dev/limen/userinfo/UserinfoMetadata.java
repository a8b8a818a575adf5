package dev.limen.userinfo;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.issuance.ClientJwts;
import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import jakarta.enterprise.context.ApplicationScoped;

/** The userinfo endpoint, as metadata (OpenID Connect Discovery 1.0, section 3). */
@ApplicationScoped
class UserinfoMetadata implements MetadataContributor {

    private final Features features;
    private final ClientJwts jwts;

    UserinfoMetadata(Features features, ClientJwts jwts) {
        this.features = features;
        this.jwts = jwts;
    }

    @Override
    public void contribute(Metadata metadata) {
        if (!features.enabled(Feature.USERINFO)) {
            return;
        }
        metadata.endpoint("userinfo_endpoint", "/userinfo")
                .values("userinfo_signing_alg_values_supported", jwts.signingAlgorithms())
                .values("userinfo_signing_alg_values_supported", jwts.sharedAlgorithms())
                .values("userinfo_encryption_alg_values_supported", jwts.encryptionAlgorithms())
                .values("userinfo_encryption_enc_values_supported", jwts.contentEncryptions());
    }
}
