package dev.limen.realm;

import static dev.limen.protocol.ClientMetadataField.ACCESS_TOKEN_SIGNED_RESPONSE_ALG;

import dev.limen.key.SignatureDemands;
import jakarta.inject.Singleton;

/** Says where a file asks for signatures for which the server, as it is set up, has no keys. */
@Singleton
class UsableAlgorithms {

    private final SignatureDemands demands;

    UsableAlgorithms(SignatureDemands demands) {
        this.demands = demands;
    }

    void check(Realm realm) {
        for (ClientEntry client : realm.clients()) {
            demands.unmet(client.metadata(), client.section()::has)
                    .forEach((field, sentence) -> client.section().fault(field.wire(), sentence));
        }
        for (ResourceEntry resource : realm.resources()) {
            resource.accessTokenSignedResponseAlg().flatMap(demands::missing).ifPresent(sentence -> resource.section()
                    .fault(ACCESS_TOKEN_SIGNED_RESPONSE_ALG.wire(), sentence));
        }
    }
}
