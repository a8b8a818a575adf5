package dev.limen.realm;

import static dev.limen.protocol.ClientMetadataField.ACCESS_TOKEN_SIGNED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.AUTHORIZATION_SIGNED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.ID_TOKEN_SIGNED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.INTROSPECTION_SIGNED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.PROFILE;
import static dev.limen.protocol.ClientMetadataField.USERINFO_SIGNED_RESPONSE_ALG;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.config.Profiles;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.key.Keys;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadataField;
import dev.limen.protocol.Requirements;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Says where a file asks for what the server, as it is set up, does not do: signatures without keys, and profiles. */
@Singleton
class UsableAlgorithms {

    private final Keys keys;
    private final Profiles profiles;
    private final Features features;

    UsableAlgorithms(Keys keys, Profiles profiles, Features features) {
        this.keys = keys;
        this.profiles = profiles;
        this.features = features;
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
            checkProfile(client);
            check(client.section(), AUTHORIZATION_SIGNED_RESPONSE_ALG, metadata.authorizationSignedResponseAlg());
            metadata.userinfoSignedResponseAlg()
                    .ifPresent(alg -> check(client.section(), USERINFO_SIGNED_RESPONSE_ALG, alg));
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
        check(section, ACCESS_TOKEN_SIGNED_RESPONSE_ALG, alg);
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
