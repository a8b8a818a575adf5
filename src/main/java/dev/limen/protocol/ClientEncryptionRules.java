package dev.limen.protocol;

import static dev.limen.protocol.ClientMetadataField.AUTHORIZATION_ENCRYPTED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.AUTHORIZATION_ENCRYPTED_RESPONSE_ENC;
import static dev.limen.protocol.ClientMetadataField.ID_TOKEN_ENCRYPTED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.ID_TOKEN_ENCRYPTED_RESPONSE_ENC;
import static dev.limen.protocol.ClientMetadataField.INTROSPECTION_ENCRYPTED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.INTROSPECTION_ENCRYPTED_RESPONSE_ENC;
import static dev.limen.protocol.ClientMetadataField.REQUEST_OBJECT_ENCRYPTION_ALG;
import static dev.limen.protocol.ClientMetadataField.REQUEST_OBJECT_ENCRYPTION_ENC;
import static dev.limen.protocol.ClientMetadataField.USERINFO_ENCRYPTED_RESPONSE_ALG;
import static dev.limen.protocol.ClientMetadataField.USERINFO_ENCRYPTED_RESPONSE_ENC;

import dev.limen.protocol.ClientMetadataRules.Fault;
import java.util.List;
import java.util.Map;

/** What a client wants encrypted, and the key that it takes (OpenID Connect Core 1.0, section 10.2). */
final class ClientEncryptionRules {

    private ClientEncryptionRules() {}

    static void check(ClientMetadata metadata, List<Fault> faults) {
        check(
                metadata,
                faults,
                metadata.idTokenEncryption(),
                ID_TOKEN_ENCRYPTED_RESPONSE_ALG,
                ID_TOKEN_ENCRYPTED_RESPONSE_ENC);
        check(
                metadata,
                faults,
                metadata.userinfoEncryption(),
                USERINFO_ENCRYPTED_RESPONSE_ALG,
                USERINFO_ENCRYPTED_RESPONSE_ENC);
        check(
                metadata,
                faults,
                metadata.introspectionEncryption(),
                INTROSPECTION_ENCRYPTED_RESPONSE_ALG,
                INTROSPECTION_ENCRYPTED_RESPONSE_ENC);
        check(
                metadata,
                faults,
                metadata.authorizationEncryption(),
                AUTHORIZATION_ENCRYPTED_RESPONSE_ALG,
                AUTHORIZATION_ENCRYPTED_RESPONSE_ENC);
        requests(metadata, faults);
    }

    /** OpenID Connect Registration 1.0, section 2: to a key of the provider, or with the secret of both. */
    private static void requests(ClientMetadata metadata, List<Fault> faults) {
        metadata.requestObjectEncryptionEnc().ifPresent(enc -> {
            if (!ClientMetadataRules.CONTENT_ENCRYPTIONS.contains(enc)) {
                faults.add(
                        new Fault(REQUEST_OBJECT_ENCRYPTION_ENC, unsupported(ClientMetadataRules.CONTENT_ENCRYPTIONS)));
            } else if (metadata.requestObjectEncryptionAlg().isEmpty()) {
                faults.add(new Fault(
                        REQUEST_OBJECT_ENCRYPTION_ENC, "needs " + REQUEST_OBJECT_ENCRYPTION_ALG.wire() + " beside it"));
            }
        });
        metadata.requestObjectEncryptionAlg().ifPresent(alg -> {
            if (!ClientMetadataRules.ENCRYPTION_ALGORITHMS.contains(alg)) {
                faults.add(new Fault(
                        REQUEST_OBJECT_ENCRYPTION_ALG, unsupported(ClientMetadataRules.ENCRYPTION_ALGORITHMS)));
            } else if (ClientMetadataRules.SECRET_ENCRYPTION_ALGORITHMS.contains(alg) && metadata.isPublic()) {
                faults.add(new Fault(
                        REQUEST_OBJECT_ENCRYPTION_ALG, "needs a client_secret, which this client cannot have"));
            }
        });
    }

    private static void check(
            ClientMetadata metadata,
            List<Fault> faults,
            ResponseEncryption encryption,
            ClientMetadataField algField,
            ClientMetadataField encField) {
        encryption.enc().ifPresent(enc -> {
            if (!ClientMetadataRules.CONTENT_ENCRYPTIONS.contains(enc)) {
                faults.add(new Fault(encField, unsupported(ClientMetadataRules.CONTENT_ENCRYPTIONS)));
            } else if (encryption.alg().isEmpty()) {
                faults.add(new Fault(encField, "needs " + algField.wire() + " beside it"));
            }
        });
        encryption.alg().ifPresent(alg -> {
            if (!ClientMetadataRules.ENCRYPTION_ALGORITHMS.contains(alg)) {
                faults.add(new Fault(algField, unsupported(ClientMetadataRules.ENCRYPTION_ALGORITHMS)));
            } else if (ClientMetadataRules.SECRET_ENCRYPTION_ALGORITHMS.contains(alg)) {
                if (metadata.isPublic()) {
                    faults.add(new Fault(algField, "needs a client_secret, which this client cannot have"));
                }
            } else if (!hasKey(metadata, alg)) {
                faults.add(new Fault(algField, "needs a public key of the client for it, in jwks or at jwks_uri"));
            }
        });
    }

    private static String unsupported(List<String> supported) {
        return ClientVocabularyRules.unsupported(supported);
    }

    /** What is at a {@code jwks_uri} shows when it is needed. */
    private static boolean hasKey(ClientMetadata metadata, String alg) {
        return metadata.jwksUri().isPresent()
                || metadata.jwks()
                        .map(jwks -> jwks.get("keys"))
                        .filter(List.class::isInstance)
                        .map(keys -> ((List<?>) keys).stream().anyMatch(key -> fits(key, alg)))
                        .orElse(false);
    }

    /** RFC 7517, sections 4.1, 4.2 and 4.4. */
    private static boolean fits(Object key, String alg) {
        return key instanceof Map<?, ?> jwk
                && keyTypes(alg).contains(String.valueOf(jwk.get("kty")))
                && (!jwk.containsKey("use") || "enc".equals(jwk.get("use")))
                && (!jwk.containsKey("alg") || alg.equals(jwk.get("alg")));
    }

    private static List<String> keyTypes(String alg) {
        return alg.startsWith("RSA") ? List.of("RSA") : List.of("EC", "OKP");
    }
}
