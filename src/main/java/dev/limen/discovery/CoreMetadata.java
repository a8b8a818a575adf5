package dev.limen.discovery;

import dev.limen.config.Issuer;
import dev.limen.issuance.ClientJwts;
import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import dev.limen.protocol.ClientMetadataRules;
import dev.limen.resource.Scopes;
import jakarta.enterprise.context.ApplicationScoped;

/** What is true of the provider as a whole, whichever endpoints are on. */
@ApplicationScoped
class CoreMetadata implements MetadataContributor {

    private final Issuer issuer;
    private final Scopes scopes;
    private final ClientJwts jwts;

    CoreMetadata(Issuer issuer, Scopes scopes, ClientJwts jwts) {
        this.issuer = issuer;
        this.scopes = scopes;
        this.jwts = jwts;
    }

    @Override
    public void contribute(Metadata metadata) {
        metadata.value("issuer", issuer.value())
                .endpoint("jwks_uri", "/jwks")
                .values("scopes_supported", scopes.known())
                .values("subject_types_supported", ClientMetadataRules.SUBJECT_TYPES)
                .values("id_token_signing_alg_values_supported", jwts.signingAlgorithms())
                .values("id_token_signing_alg_values_supported", jwts.sharedAlgorithms())
                .values("id_token_encryption_alg_values_supported", jwts.encryptionAlgorithms())
                .values("id_token_encryption_enc_values_supported", jwts.contentEncryptions())
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
