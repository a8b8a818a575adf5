package dev.limen.discovery;

import dev.limen.config.Issuer;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import dev.limen.resource.Scopes;
import jakarta.enterprise.context.ApplicationScoped;

/** What is true of the provider as a whole, whichever endpoints are on. */
@ApplicationScoped
class CoreMetadata implements MetadataContributor {

    private final Issuer issuer;
    private final Scopes scopes;

    CoreMetadata(Issuer issuer, Scopes scopes) {
        this.issuer = issuer;
        this.scopes = scopes;
    }

    @Override
    public void contribute(Metadata metadata) {
        metadata.value("issuer", issuer.value())
                .endpoint("jwks_uri", "/jwks")
                .values("scopes_supported", scopes.known())
                .values("subject_types_supported", "public")
                .values(
                        "id_token_signing_alg_values_supported",
                        SigningAlgorithm.DEFAULTS.stream()
                                .map(SigningAlgorithm::wire)
                                .toList())
                .values("claim_types_supported", "normal")
                .values(
                        "claims_supported",
                        "iss",
                        "aud",
                        "exp",
                        "iat",
                        "auth_time",
                        "nonce",
                        "acr",
                        "amr",
                        "azp",
                        "sid")
                .values("claims_supported", scopes.claims());
    }
}
