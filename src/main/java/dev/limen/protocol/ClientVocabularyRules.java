package dev.limen.protocol;

import static dev.limen.protocol.ClientMetadataField.*;

import dev.limen.protocol.ClientMetadataRules.Fault;
import java.util.List;

/** Members whose values are names: what Limen supports, and nothing else. */
final class ClientVocabularyRules {

    private ClientVocabularyRules() {}

    static void check(ClientMetadata metadata, List<Fault> faults) {
        each(faults, GRANT_TYPES, metadata.grantTypes(), ClientMetadataRules.GRANT_TYPES);
        each(faults, RESPONSE_TYPES, metadata.responseTypes(), ClientMetadataRules.RESPONSE_TYPES);
        one(
                faults,
                TOKEN_ENDPOINT_AUTH_METHOD,
                metadata.tokenEndpointAuthMethod(),
                ClientMetadataRules.AUTHENTICATION_METHODS);
        one(faults, APPLICATION_TYPE, metadata.applicationType(), ClientMetadataRules.APPLICATION_TYPES);
        one(faults, SUBJECT_TYPE, metadata.subjectType(), ClientMetadataRules.SUBJECT_TYPES);
        one(faults, ACCESS_TOKEN_FORMAT, metadata.accessTokenFormat(), ClientMetadataRules.ACCESS_TOKEN_FORMATS);
        algorithm(faults, ACCESS_TOKEN_SIGNED_RESPONSE_ALG, metadata.accessTokenSignedResponseAlg());
        algorithm(faults, INTROSPECTION_SIGNED_RESPONSE_ALG, metadata.introspectionSignedResponseAlg());
        metadata.requestObjectSigningAlg()
                .filter(alg -> !alg.equals("none"))
                .ifPresent(alg -> toClient(metadata, faults, REQUEST_OBJECT_SIGNING_ALG, alg));
        toClient(metadata, faults, AUTHORIZATION_SIGNED_RESPONSE_ALG, metadata.authorizationSignedResponseAlg());
        toClient(metadata, faults, ID_TOKEN_SIGNED_RESPONSE_ALG, metadata.idTokenSignedResponseAlg());
        metadata.userinfoSignedResponseAlg()
                .ifPresent(a -> toClient(metadata, faults, USERINFO_SIGNED_RESPONSE_ALG, a));
    }

    /** OpenID Connect Core 1.0, section 10.1: what only the client verifies may be signed with the secret of both. */
    private static void toClient(ClientMetadata metadata, List<Fault> faults, ClientMetadataField field, String value) {
        if (!ClientMetadataRules.MAC_ALGORITHMS.contains(value)) {
            algorithm(faults, field, value);
        } else if (metadata.isPublic()) {
            faults.add(
                    new Fault(field, "is an HMAC algorithm, which needs a client_secret that this client cannot have"));
        }
    }

    /** RFC 8725, sections 3.1 and 3.2: no unsigned tokens, and no keys that client and provider share. */
    private static void algorithm(List<Fault> faults, ClientMetadataField field, String value) {
        if (value.equalsIgnoreCase("none")) {
            faults.add(new Fault(field, "cannot be 'none': an unsigned token proves nothing (RFC 8725, section 3.2)"));
            return;
        }
        if (ClientMetadataRules.MAC_ALGORITHMS.contains(value)) {
            faults.add(new Fault(
                    field,
                    "cannot be an HMAC algorithm; supported: "
                            + String.join(", ", ClientMetadataRules.SIGNING_ALGORITHMS)));
            return;
        }
        one(faults, field, value, ClientMetadataRules.SIGNING_ALGORITHMS);
    }

    private static void each(
            List<Fault> faults, ClientMetadataField field, List<String> values, List<String> supported) {
        for (int i = 0; i < values.size(); i++) {
            if (!supported.contains(values.get(i))) {
                faults.add(new Fault(field, i, unsupported(supported)));
            } else if (values.indexOf(values.get(i)) < i) {
                faults.add(new Fault(field, i, "is there twice"));
            }
        }
    }

    private static void one(List<Fault> faults, ClientMetadataField field, String value, List<String> supported) {
        if (!supported.contains(value)) {
            faults.add(new Fault(field, unsupported(supported)));
        }
    }

    static String unsupported(List<String> supported) {
        return "is not supported; supported: " + String.join(", ", supported);
    }
}
