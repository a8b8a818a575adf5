package dev.limen.key;

import static dev.limen.protocol.ClientMetadataField.ACCESS_TOKEN_SIGNED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.AUTHORIZATION_SIGNED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.ID_TOKEN_SIGNED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.INTROSPECTION_SIGNED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.USERINFO_SIGNED_RESPONSE_ALG;

import dev.limen.jose.SigningAlgorithm;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadataField;
import dev.limen.protocol.Requirement;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Says where somebody asks for signatures for which the server, as it is set up, has no keys. */
@Singleton
public class SignatureDemands {

    private final Keys keys;

    SignatureDemands(Keys keys) {
        this.keys = keys;
    }

    /**
     * What a client asks for and cannot get, as sentences by the members that ask for it.
     *
     * @param said whether the client itself says a member, by its wire name: few ask for answers as JWT, and the default of
     *     such a member is no promise to the others
     */
    public Map<ClientMetadataField, String> unmet(ClientMetadata metadata, Predicate<String> said) {
        Map<ClientMetadataField, String> unmet = new LinkedHashMap<>();
        demand(unmet, ID_TOKEN_SIGNED_RESPONSE_ALG, metadata.idTokenSignedResponseAlg());
        demand(unmet, ACCESS_TOKEN_SIGNED_RESPONSE_ALG, metadata.accessTokenSignedResponseAlg());
        if (said.test(INTROSPECTION_SIGNED_RESPONSE_ALG.wire())) {
            demand(unmet, INTROSPECTION_SIGNED_RESPONSE_ALG, metadata.introspectionSignedResponseAlg());
        }
        if (said.test(AUTHORIZATION_SIGNED_RESPONSE_ALG.wire()) || isAnsweredInJwts(metadata)) {
            demand(unmet, AUTHORIZATION_SIGNED_RESPONSE_ALG, metadata.authorizationSignedResponseAlg());
        }
        metadata.userinfoSignedResponseAlg().ifPresent(alg -> demand(unmet, USERINFO_SIGNED_RESPONSE_ALG, alg));
        return unmet;
    }

    /** A profile that knows no other answers makes the default a promise. */
    private static boolean isAnsweredInJwts(ClientMetadata metadata) {
        return metadata.allows(ClientMetadata.AUTHORIZATION_CODE)
                && metadata.profile().requirements().demand(Requirement.SIGNED_RESPONSES);
    }

    /** What is missing for an algorithm, as a sentence without its subject; empty if there is a key, or no such algorithm. */
    public Optional<String> missing(String alg) {
        return SigningAlgorithm.of(alg)
                .filter(algorithm -> !keys.algorithms().contains(algorithm))
                .map(algorithm -> "is " + alg + ", for which there are no keys; LIMEN_KEYS_ALGORITHMS has "
                        + keys.algorithms().stream().map(SigningAlgorithm::wire).collect(Collectors.joining(", ")));
    }

    private void demand(Map<ClientMetadataField, String> unmet, ClientMetadataField field, String alg) {
        missing(alg).ifPresent(sentence -> unmet.put(field, sentence));
    }
}
