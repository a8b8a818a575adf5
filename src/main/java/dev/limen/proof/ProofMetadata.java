package dev.limen.proof;

import dev.limen.jose.DpopProofReader;
import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import jakarta.enterprise.context.ApplicationScoped;

/** What tokens can be bound to, as metadata (RFC 9449, section 5.1). */
@ApplicationScoped
class ProofMetadata implements MetadataContributor {

    @Override
    public void contribute(Metadata metadata) {
        metadata.values("dpop_signing_alg_values_supported", DpopProofReader.algorithms());
    }
}
