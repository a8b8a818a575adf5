package dev.limen.realm;

import static dev.limen.protocol.ClientMetadataField.ACCESS_TOKEN_SIGNED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.PROFILE;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.config.Profiles;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.key.SignatureDemands;
import dev.limen.protocol.Requirements;
import jakarta.inject.Singleton;
import java.util.Arrays;

/** Says where a file asks for what the server, as it is set up, does not do: signatures without keys, and profiles. */
@Singleton
class UsableAlgorithms {

    private final SignatureDemands demands;
    private final Profiles profiles;
    private final Features features;

    UsableAlgorithms(SignatureDemands demands, Profiles profiles, Features features) {
        this.demands = demands;
        this.profiles = profiles;
        this.features = features;
    }

    void check(Realm realm) {
        for (ClientEntry client : realm.clients()) {
            demands.unmet(client.metadata(), client.section()::has)
                    .forEach((field, sentence) -> client.section().fault(field.wire(), sentence));
            checkProfile(client);
        }
        for (ResourceEntry resource : realm.resources()) {
            resource.accessTokenSignedResponseAlg().ifPresent(alg -> checkResource(resource.section(), alg));
        }
    }

    private void checkProfile(ClientEntry client) {
        Requirements required = profiles.required(client.metadata());
        Arrays.stream(Feature.values())
                .filter(feature -> feature.isNeededBy(required) && !features.enabled(feature))
                .forEach(feature -> client.section()
                        .fault(PROFILE.wire(), "needs " + feature.setting() + ", which is switched off"));
    }

    private void checkResource(Section section, String alg) {
        demands.missing(alg).ifPresent(sentence -> section.fault(ACCESS_TOKEN_SIGNED_RESPONSE_ALG.wire(), sentence));
        Requirements required = profiles.required();
        if (SigningAlgorithm.of(alg).isPresent()
                && !required.signingAlgorithms().contains(alg)) {
            section.fault(
                    ACCESS_TOKEN_SIGNED_RESPONSE_ALG.wire(),
                    "is " + alg + ", which LIMEN_PROFILE="
                            + profiles.server().wire() + " does not permit; permitted: "
                            + String.join(", ", required.signingAlgorithms()));
        }
    }
}
