package dev.limen.proof;

import dev.limen.config.Profiles;
import dev.limen.jose.DpopProofReader;
import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import dev.limen.web.ClientCertificates;
import jakarta.enterprise.context.ApplicationScoped;

/** What tokens can be bound to, as metadata (RFC 9449, section 5.1; RFC 8705, section 3.3). */
@ApplicationScoped
class ProofMetadata implements MetadataContributor {

    private final ClientCertificates certificates;
    private final Profiles profiles;

    ProofMetadata(ClientCertificates certificates, Profiles profiles) {
        this.certificates = certificates;
        this.profiles = profiles;
    }

    @Override
    public void contribute(Metadata metadata) {
        metadata.values(
                        "dpop_signing_alg_values_supported",
                        profiles.required().permitted(DpopProofReader.algorithms()))
                .value("tls_client_certificate_bound_access_tokens", certificates.possible());
    }
}
