package dev.limen.protocol;

import static dev.limen.protocol.ClientMetadata.CIBA;
import static dev.limen.protocol.ClientMetadataField.*;

import dev.limen.protocol.ClientMetadataRules.Fault;
import java.util.List;

/** What a client registers for Client-Initiated Backchannel Authentication (CIBA, section 4). */
final class ClientBackchannelRules {

    private ClientBackchannelRules() {}

    static void check(ClientMetadata metadata, List<Fault> faults) {
        delivery(metadata, faults);
        signing(metadata, faults);
        if (metadata.allows(CIBA) && metadata.isPublic()) {
            faults.add(new Fault(
                    GRANT_TYPES,
                    "has " + CIBA + ", which is for clients that authenticate, so not with"
                            + " token_endpoint_auth_method: none"));
        }
        if (metadata.backchannelUserCodeParameter()) {
            faults.add(new Fault(BACKCHANNEL_USER_CODE_PARAMETER, "cannot be true: user codes are not supported"));
        }
    }

    private static void delivery(ClientMetadata metadata, List<Fault> faults) {
        metadata.backchannelTokenDeliveryMode()
                .filter(mode -> !ClientMetadataRules.DELIVERY_MODES.contains(mode))
                .ifPresent(mode -> faults.add(new Fault(
                        BACKCHANNEL_TOKEN_DELIVERY_MODE,
                        ClientVocabularyRules.unsupported(ClientMetadataRules.DELIVERY_MODES))));
        if (metadata.allows(CIBA) && metadata.backchannelTokenDeliveryMode().isEmpty()) {
            faults.add(
                    new Fault(BACKCHANNEL_TOKEN_DELIVERY_MODE, "is missing, which the grant type " + CIBA + " needs"));
        }
        if (!metadata.allows(CIBA) && metadata.backchannelTokenDeliveryMode().isPresent()) {
            faults.add(new Fault(BACKCHANNEL_TOKEN_DELIVERY_MODE, "needs the grant type " + CIBA));
        }
        boolean endpoint = metadata.backchannelClientNotificationEndpoint().isPresent();
        if (metadata.isPinged() && !endpoint) {
            faults.add(new Fault(
                    BACKCHANNEL_CLIENT_NOTIFICATION_ENDPOINT,
                    "is missing, which backchannel_token_delivery_mode: ping needs"));
        }
        if (!metadata.isPinged() && endpoint) {
            faults.add(
                    new Fault(BACKCHANNEL_CLIENT_NOTIFICATION_ENDPOINT, "needs backchannel_token_delivery_mode: ping"));
        }
    }

    /** CIBA, section 7.1.1: signed with a key that only the client has. */
    private static void signing(ClientMetadata metadata, List<Fault> faults) {
        if (metadata.backchannelAuthenticationRequestSigningAlg().isEmpty()) {
            return;
        }
        String algorithm = metadata.backchannelAuthenticationRequestSigningAlg().get();
        if (!ClientMetadataRules.SIGNING_ALGORITHMS.contains(algorithm)) {
            faults.add(new Fault(
                    BACKCHANNEL_AUTHENTICATION_REQUEST_SIGNING_ALG,
                    ClientVocabularyRules.unsupported(ClientMetadataRules.SIGNING_ALGORITHMS)));
        }
        if (metadata.jwks().isEmpty() && metadata.jwksUri().isEmpty()) {
            faults.add(
                    new Fault(BACKCHANNEL_AUTHENTICATION_REQUEST_SIGNING_ALG, "needs jwks or jwks_uri to verify with"));
        }
    }
}
