package dev.limen.realm;

import static dev.limen.protocol.ClientMetadataField.ACCESS_TOKEN_SIGNED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.AUTHORIZATION_SIGNED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.ID_TOKEN_SIGNED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.INTROSPECTION_SIGNED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.USERINFO_SIGNED_RESPONSE_ALG;

import dev.limen.jose.SigningAlgorithm;
import dev.limen.key.Keys;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadataField;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** Says where a file asks for signatures for which the server, as it is set up, has no keys. */
@Singleton
class UsableAlgorithms {

    private final Keys keys;

    UsableAlgorithms(Keys keys) {
        this.keys = keys;
    }

    void check(Realm realm) {
        for (ClientEntry client : realm.clients()) {
            ClientMetadata metadata = client.metadata();
            check(client.section(), ID_TOKEN_SIGNED_RESPONSE_ALG, metadata.idTokenSignedResponseAlg());
            check(client.section(), ACCESS_TOKEN_SIGNED_RESPONSE_ALG, metadata.accessTokenSignedResponseAlg());
            // few clients ask for such answers: its default is no promise to the others
            if (client.section().has(INTROSPECTION_SIGNED_RESPONSE_ALG.wire())) {
                check(client.section(), INTROSPECTION_SIGNED_RESPONSE_ALG, metadata.introspectionSignedResponseAlg());
            }
            check(client.section(), AUTHORIZATION_SIGNED_RESPONSE_ALG, metadata.authorizationSignedResponseAlg());
            metadata.userinfoSignedResponseAlg()
                    .ifPresent(alg -> check(client.section(), USERINFO_SIGNED_RESPONSE_ALG, alg));
        }
        for (ResourceEntry resource : realm.resources()) {
            resource.accessTokenSignedResponseAlg()
                    .ifPresent(alg -> check(resource.section(), ACCESS_TOKEN_SIGNED_RESPONSE_ALG, alg));
        }
    }

    private void check(Section section, ClientMetadataField field, String alg) {
        boolean missing = SigningAlgorithm.of(alg)
                .filter(algorithm -> !keys.algorithms().contains(algorithm))
                .isPresent();
        if (missing) {
            section.fault(
                    field.wire(),
                    "is " + alg + ", for which there are no keys; LIMEN_KEYS_ALGORITHMS has "
                            + keys.algorithms().stream()
                                    .map(SigningAlgorithm::wire)
                                    .collect(Collectors.joining(", ")));
        }
    }
}
