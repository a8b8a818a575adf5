package dev.limen.ciba;

import dev.limen.config.Profiles;
import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import dev.limen.protocol.ClientMetadataRules;
import jakarta.enterprise.context.ApplicationScoped;

/** The backchannel authentication endpoint, as metadata (CIBA, section 4). */
@ApplicationScoped
class CibaMetadata implements MetadataContributor {

    private final CibaSwitch cibaSwitch;
    private final SignedRequests signedRequests;
    private final Profiles profiles;

    CibaMetadata(CibaSwitch cibaSwitch, SignedRequests signedRequests, Profiles profiles) {
        this.cibaSwitch = cibaSwitch;
        this.signedRequests = signedRequests;
        this.profiles = profiles;
    }

    @Override
    public void contribute(Metadata metadata) {
        if (!cibaSwitch.on()) {
            return;
        }
        metadata.endpoint("backchannel_authentication_endpoint", "/bc-authorize")
                .values("backchannel_token_delivery_modes_supported", ClientMetadataRules.DELIVERY_MODES)
                .value("backchannel_user_code_parameter_supported", false);
        if (signedRequests.supported()) {
            metadata.values(
                    "backchannel_authentication_request_signing_alg_values_supported",
                    profiles.required().permitted(ClientMetadataRules.SIGNING_ALGORITHMS));
        }
    }
}
