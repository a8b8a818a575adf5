package dev.limen.protocol;

import static dev.limen.protocol.MetadataFault.fault;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.jose.ContentEncryption;
import dev.limen.jose.EncryptionAlgorithm;
import dev.limen.jose.MacAlgorithm;
import dev.limen.jose.SigningAlgorithm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in how a client authenticates, and in its keys and algorithms. */
class ClientKeyRulesTest {

    private static final String CONTENT_DEFAULT = "A128CBC-HS256";

    static Stream<MetadataFault> faulty() {
        return Stream.of(
                fault(
                        "token_endpoint_auth_method",
                        "supported: client_secret_basic, client_secret_post, client_secret_jwt, private_key_jwt,"
                                + " tls_client_auth, self_signed_tls_client_auth, none",
                        Map.of("token_endpoint_auth_method", "client_secret_digest")),
                fault("token_endpoint_auth_method", "is not supported", Map.of("token_endpoint_auth_method", "NONE")),
                fault(
                        "id_token_signed_response_alg",
                        "needs a client_secret",
                        Map.of("id_token_signed_response_alg", "HS256", "token_endpoint_auth_method", "none")),
                fault("access_token_signed_response_alg", "HMAC", Map.of("access_token_signed_response_alg", "HS256")),
                fault(
                        "id_token_encrypted_response_alg",
                        "needs a client_secret",
                        Map.of("id_token_encrypted_response_alg", "dir", "token_endpoint_auth_method", "none")),
                fault("id_token_signed_response_alg", "'none'", Map.of("id_token_signed_response_alg", "none")),
                fault("id_token_signed_response_alg", "'none'", Map.of("id_token_signed_response_alg", "NoNe")),
                fault(
                        "userinfo_signed_response_alg",
                        "needs a client_secret",
                        Map.of("userinfo_signed_response_alg", "HS512", "token_endpoint_auth_method", "none")),
                fault(
                        "introspection_signed_response_alg",
                        "HMAC",
                        Map.of("introspection_signed_response_alg", "HS256")),
                fault(
                        "introspection_signed_response_alg",
                        "'none'",
                        Map.of("introspection_signed_response_alg", "none")),
                fault(
                        "id_token_encrypted_response_enc",
                        "needs id_token_encrypted_response_alg",
                        Map.of("id_token_encrypted_response_enc", "A128GCM")),
                fault(
                        "userinfo_encrypted_response_enc",
                        "supported: A128CBC-HS256, A256CBC-HS512, A128GCM, A256GCM",
                        encrypting("userinfo", "RSA-OAEP-256", "A192GCM")),
                fault(
                        "id_token_encrypted_response_alg",
                        "supported: RSA-OAEP-256, ECDH-ES",
                        encrypting("id_token", "RSA1_5", "A128GCM")),
                fault(
                        "id_token_encrypted_response_alg",
                        "not supported",
                        encrypting("id_token", "RSA-OAEP", "A128GCM")),
                fault(
                        "introspection_encrypted_response_alg",
                        "needs a public key of the client",
                        encrypting("introspection", "ECDH-ES", "A128GCM")),
                fault(
                        "introspection_encrypted_response_alg",
                        "needs a public key of the client",
                        Map.of("introspection_encrypted_response_alg", "RSA-OAEP-256")),
                fault(
                        "userinfo_signed_response_alg",
                        "ES512, EdDSA, ML-DSA-44",
                        Map.of("userinfo_signed_response_alg", "ES256K")),
                fault(
                        "request_object_signing_alg",
                        "'none'",
                        Map.of("request_object_signing_alg", "none", "require_signed_request_object", true)),
                fault("request_object_signing_alg", "RFC 8725", Map.of("request_object_signing_alg", "None")),
                fault(
                        "request_object_signing_alg",
                        "client_secret",
                        Map.of("request_object_signing_alg", "HS256", "token_endpoint_auth_method", "none")),
                fault("request_object_encryption_alg", "supported", Map.of("request_object_encryption_alg", "RSA1_5")),
                fault(
                        "request_object_encryption_alg",
                        "client_secret",
                        Map.of("request_object_encryption_alg", "dir", "token_endpoint_auth_method", "none")),
                fault("request_object_encryption_enc", "beside", Map.of("request_object_encryption_enc", "A128GCM")),
                fault(
                        "request_object_encryption_enc",
                        "supported",
                        Map.of("request_object_encryption_alg", "ECDH-ES", "request_object_encryption_enc", "A192GCM")),
                fault(
                        "authorization_signed_response_alg",
                        "'none'",
                        Map.of("authorization_signed_response_alg", "none")),
                fault(
                        "authorization_encrypted_response_alg",
                        "public key",
                        Map.of("authorization_encrypted_response_alg", "ECDH-ES")),
                fault(
                        "authorization_encrypted_response_enc",
                        "beside",
                        Map.of("authorization_encrypted_response_enc", "A128GCM")),
                fault("jwks", "list 'keys'", Map.of("jwks", Map.of())),
                fault("jwks", "'kty'", Map.of("jwks", Map.of("keys", List.of(Map.of("n", "x"))))),
                fault("jwks", "private", Map.of("jwks", Map.of("keys", List.of(Map.of("kty", "RSA", "d", "x"))))),
                fault("jwks", "private", Map.of("jwks", Map.of("keys", List.of(Map.of("kty", "oct", "k", "x"))))),
                fault("jwks", "private", Map.of("jwks", Map.of("keys", List.of(Map.of("kty", "AKP", "priv", "x"))))),
                fault(
                        "jwks_uri",
                        "beside jwks",
                        Map.of(
                                "jwks_uri",
                                "https://a.example/jwks",
                                "jwks",
                                Map.of("keys", List.of(Map.of("kty", "RSA"))))),
                fault(
                        "token_endpoint_auth_method",
                        "private_key_jwt, which needs jwks or jwks_uri",
                        Map.of("token_endpoint_auth_method", "private_key_jwt")),
                fault(
                        "token_endpoint_auth_method",
                        "self_signed_tls_client_auth, which needs jwks or jwks_uri",
                        Map.of("token_endpoint_auth_method", "self_signed_tls_client_auth")),
                fault(
                        "token_endpoint_auth_signing_alg",
                        "is for token_endpoint_auth_method: private_key_jwt or client_secret_jwt",
                        Map.of("token_endpoint_auth_signing_alg", "ES256")),
                fault(
                        "token_endpoint_auth_signing_alg",
                        "does not fit client_secret_jwt; supported: HS256, HS384, HS512",
                        Map.of(
                                "token_endpoint_auth_method",
                                "client_secret_jwt",
                                "token_endpoint_auth_signing_alg",
                                "RS256")),
                fault(
                        "token_endpoint_auth_signing_alg",
                        "does not fit private_key_jwt",
                        Map.of(
                                "token_endpoint_auth_method",
                                "private_key_jwt",
                                "jwks_uri",
                                "https://a.example/jwks",
                                "token_endpoint_auth_signing_alg",
                                "none")),
                fault(
                        "token_endpoint_auth_method",
                        "needs one of the tls_client_auth_* names",
                        Map.of("token_endpoint_auth_method", "tls_client_auth")),
                fault(
                        "tls_client_auth_san_dns",
                        "is for token_endpoint_auth_method: tls_client_auth",
                        Map.of("tls_client_auth_san_dns", "a.example.com")),
                fault(
                        "tls_client_auth_san_dns",
                        "cannot stand beside tls_client_auth_subject_dn",
                        tls(Map.of("tls_client_auth_subject_dn", "CN=a", "tls_client_auth_san_dns", "a.example.com"))),
                fault(
                        "tls_client_auth_subject_dn",
                        "no distinguished name",
                        tls(Map.of("tls_client_auth_subject_dn", "robot"))),
                fault(
                        "tls_client_auth_subject_dn",
                        "1000 characters",
                        tls(Map.of("tls_client_auth_subject_dn", "CN=" + "a".repeat(1000)))),
                fault("tls_client_auth_san_ip", "no IP address", tls(Map.of("tls_client_auth_san_ip", "a.example"))),
                fault("tls_client_auth_san_dns", "no host name", tls(Map.of("tls_client_auth_san_dns", "*.example"))),
                fault(
                        "tls_client_auth_san_email",
                        "control characters",
                        tls(Map.of("tls_client_auth_san_email", "a\u0000@example.com"))));
    }

    /** With a key of RSA to encrypt to, and one of EC that is not for that. */
    private static Map<String, Object> encrypting(String what, String alg, String enc) {
        Map<String, Object> keys = Map.of(
                "keys",
                List.of(Map.of("kty", "RSA", "use", "enc", "n", "x"), Map.of("kty", "EC", "use", "sig", "x", "x")));
        return Map.of(what + "_encrypted_response_alg", alg, what + "_encrypted_response_enc", enc, "jwks", keys);
    }

    private static Map<String, Object> tls(Map<String, Object> members) {
        Map<String, Object> all = new HashMap<>(members);
        all.put("token_endpoint_auth_method", "tls_client_auth");
        return all;
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void findsTheFaultAndNoOther(MetadataFault fault) {
        fault.assertAlone();
    }

    @Test
    void knowsAllThatCanBeSignedAndEncrypted() {
        assertThat(ClientMetadataRules.SIGNING_ALGORITHMS)
                .isEqualTo(Stream.of(SigningAlgorithm.values())
                        .map(SigningAlgorithm::wire)
                        .toList());
        assertThat(ClientMetadataRules.ENCRYPTION_ALGORITHMS)
                .isEqualTo(Stream.of(EncryptionAlgorithm.values())
                        .map(EncryptionAlgorithm::wire)
                        .toList());
        assertThat(ClientMetadataRules.SECRET_ENCRYPTION_ALGORITHMS)
                .isEqualTo(Stream.of(EncryptionAlgorithm.values())
                        .filter(EncryptionAlgorithm::usesSecret)
                        .map(EncryptionAlgorithm::wire)
                        .toList());
        assertThat(ClientMetadataRules.MAC_ALGORITHMS)
                .isEqualTo(
                        Stream.of(MacAlgorithm.values()).map(MacAlgorithm::wire).toList());
        assertThat(ClientMetadataRules.CONTENT_ENCRYPTIONS)
                .containsExactlyInAnyOrderElementsOf(Stream.of(ContentEncryption.values())
                        .map(ContentEncryption::wire)
                        .toList());
        assertThat(CONTENT_DEFAULT).isIn(ClientMetadataRules.CONTENT_ENCRYPTIONS);
    }
}
