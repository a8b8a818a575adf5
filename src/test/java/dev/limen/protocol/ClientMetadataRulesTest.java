package dev.limen.protocol;

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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClientMetadataRulesTest {

    private static final String CONTENT_DEFAULT = "A128CBC-HS256";
    private static final List<String> CB = List.of("https://app.example.com/cb");

    @Test
    void appliesTheDefaultsOfTheSpecifications() {
        ClientMetadata metadata = ClientMetadata.of(Map.of("redirect_uris", CB));
        assertThat(metadata.grantTypes()).containsExactly("authorization_code");
        assertThat(metadata.responseTypes()).containsExactly("code");
        assertThat(metadata.tokenEndpointAuthMethod()).isEqualTo("client_secret_basic");
        assertThat(metadata.applicationType()).isEqualTo("web");
        assertThat(metadata.idTokenSignedResponseAlg()).isEqualTo("RS256");
        assertThat(metadata.requireAuthTime()).isFalse();
        assertThat(metadata.scope()).hasToString("openid");
        assertThat(metadata.dpopBoundAccessTokens()).isFalse();
        assertThat(metadata.tlsClientCertificateBoundAccessTokens()).isFalse();
        assertThat(metadata.requirePkce()).isTrue();
        assertThat(metadata.consent()).isEqualTo(ClientMetadata.ConsentMode.REMEMBER);
        assertThat(metadata.accessTokenFormat()).isEqualTo("jwt");
        assertThat(ClientMetadataRules.faults(metadata)).isEmpty();
    }

    @Test
    void givesAClientWithoutPeopleNoResponseType() {
        ClientMetadata robot = ClientMetadata.of(Map.of("grant_types", List.of("client_credentials")));
        assertThat(robot.responseTypes()).isEmpty();
        assertThat(robot.scope().isEmpty()).isTrue();
        assertThat(ClientMetadataRules.faults(robot)).isEmpty();
    }

    @Test
    void aDeviceNeedsNeitherBrowserNorRedirectUri() {
        ClientMetadata device = ClientMetadata.of(Map.of(
                "grant_types",
                List.of(ClientMetadata.DEVICE_CODE, "refresh_token"),
                "token_endpoint_auth_method",
                "none"));
        assertThat(device.responseTypes()).isEmpty();
        assertThat(device.scope()).hasToString("openid");
        assertThat(ClientMetadataRules.faults(device)).isEmpty();
    }

    private static List<String> ciba(Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>(
                Map.of("grant_types", List.of(ClientMetadata.CIBA), "backchannel_token_delivery_mode", "poll"));
        members.putAll(more);
        members.values().removeIf(""::equals);
        return ClientMetadataRules.faults(members).stream()
                .map(ClientMetadataRules.Fault::field)
                .distinct()
                .toList();
    }

    /** CIBA, section 4. */
    @Test
    void whatBelongsToBackchannelRequestsGoesTogether() {
        String endpoint = "backchannel_client_notification_endpoint";
        assertThat(ciba(Map.of())).isEmpty();
        assertThat(ciba(Map.of("grant_types", List.of(ClientMetadata.CIBA, "refresh_token"))))
                .isEmpty();
        assertThat(ciba(Map.of("backchannel_token_delivery_mode", "ping", endpoint, "https://a.example/c")))
                .isEmpty();
        assertThat(ciba(Map.of("backchannel_token_delivery_mode", "ping"))).containsExactly(endpoint);
        assertThat(ciba(Map.of(endpoint, "https://a.example/c"))).containsExactly(endpoint);
        assertThat(ciba(Map.of("backchannel_token_delivery_mode", "push")))
                .containsExactly("backchannel_token_delivery_mode");
        assertThat(ciba(Map.of("backchannel_token_delivery_mode", "")))
                .containsExactly("backchannel_token_delivery_mode");
        assertThat(ciba(Map.of("grant_types", List.of("client_credentials"))))
                .containsExactly("backchannel_token_delivery_mode");
        assertThat(ciba(Map.of("token_endpoint_auth_method", "none"))).containsExactly("grant_types");
        assertThat(ciba(Map.of("backchannel_user_code_parameter", true)))
                .containsExactly("backchannel_user_code_parameter");
    }

    /** CIBA, section 7.1.1. */
    @Test
    void backchannelRequestsAreSignedWithAKeyOfTheClient() {
        String field = "backchannel_authentication_request_signing_alg";
        assertThat(ciba(Map.of(field, "ES256", "jwks_uri", "https://a.example/k")))
                .isEmpty();
        assertThat(ciba(Map.of(field, "ES256"))).containsExactly(field);
        for (String algorithm : List.of("none", "HS256", "XY1")) {
            assertThat(ciba(Map.of(field, algorithm, "jwks_uri", "https://a.example/k")))
                    .containsExactly(field);
        }
    }

    @Test
    void offlineAccessIsOfUseWithRefreshTokensAlone() {
        Scope asked = Scope.parse("openid offline_access");
        ClientMetadata with = ClientMetadata.of(Map.of("grant_types", List.of("authorization_code", "refresh_token")));
        ClientMetadata without = ClientMetadata.of(Map.of("grant_types", List.of("authorization_code")));
        assertThat(with.usable(asked)).hasToString("openid offline_access");
        assertThat(without.usable(asked)).hasToString("openid");
    }

    @Test
    void writesWhatItReads() {
        ClientMetadata metadata = ClientMetadata.of(Map.of("redirect_uris", CB, "scope", "openid  api:read"));
        assertThat(ClientMetadata.of(metadata.toMap())).isEqualTo(metadata);
    }

    private static Map<String, Object> older(String... responseTypes) {
        return Map.of(
                "grant_types", List.of("authorization_code", "implicit"), "response_types", List.of(responseTypes));
    }

    private static Map<String, Object> with(Map<String, Object> members, String name, Object value) {
        Map<String, Object> all = new HashMap<>(members);
        all.put(name, value);
        return all;
    }

    static Stream<Arguments> faulty() {
        return Stream.of(
                fault("redirect_uris", "needs a URI", Map.of("redirect_uris", List.of())),
                fault("authorization_details_types", "is empty", Map.of("authorization_details_types", List.of(" "))),
                fault(
                        "authorization_details_types",
                        "must be a list of strings",
                        Map.of("authorization_details_types", "payment_initiation")),
                fault("redirect_uris", "is there twice", Map.of("redirect_uris", List.of(CB.get(0), CB.get(0)))),
                fault("redirect_uris", "must be a list of strings", Map.of("redirect_uris", CB.get(0))),
                fault("redirect_uris", "must be a list of strings", Map.of("redirect_uris", List.of(1))),
                fault("grant_types", "is empty", Map.of("grant_types", List.of())),
                fault(
                        "grant_types",
                        "supported: authorization_code, refresh_token, client_credentials",
                        Map.of("grant_types", List.of("authorization_code", "magic"))),
                fault("grant_types", "is not supported", Map.of("grant_types", List.of("PASSWORD"))),
                fault("response_types", "needs one with a token", older("code")),
                fault("response_types", "is there twice", older("id_token token", "token id_token", "code")),
                fault(
                        "redirect_uris",
                        "must all be https",
                        with(older("code id_token"), "redirect_uris", List.of("http://127.0.0.1:8080/cb"))),
                fault("grant_types", "is there twice", Map.of("grant_types", twice("authorization_code"))),
                fault("grant_types", "needs a grant type that", Map.of("grant_types", List.of("refresh_token"))),
                fault(
                        "grant_types",
                        "RFC 6749, section 4.4",
                        Map.of("grant_types", List.of("client_credentials"), "token_endpoint_auth_method", "none")),
                fault(
                        "grant_types",
                        "needs token_exchange to say what",
                        Map.of("grant_types", List.of(ClientMetadata.TOKEN_EXCHANGE_GRANT))),
                fault(
                        "grant_types",
                        "is for clients that authenticate",
                        Map.of(
                                "grant_types",
                                List.of(ClientMetadata.JWT_BEARER),
                                "token_endpoint_auth_method",
                                "none")),
                fault(
                        "token_exchange",
                        "needs the grant type urn:ietf:params:oauth:grant-type:token-exchange",
                        Map.of("token_exchange", Map.of("audiences", List.of("https://a.example")))),
                fault("token_exchange", "must be an object", Map.of("token_exchange", true)),
                fault("response_types", "supported: code, id_token", Map.of("response_types", List.of("code", "none"))),
                fault(
                        "response_types",
                        "needs the implicit grant",
                        Map.of("response_types", List.of("code", "code id_token"))),
                fault("response_types", "supported: code, id_token", Map.of("response_types", List.of("code", " "))),
                fault("response_types", "needs 'code'", Map.of("response_types", List.of())),
                fault(
                        "response_types",
                        "needs the authorization_code",
                        Map.of("grant_types", List.of("client_credentials"), "response_types", List.of("code"))),
                fault(
                        "token_endpoint_auth_method",
                        "supported: client_secret_basic, client_secret_post, client_secret_jwt, private_key_jwt,"
                                + " tls_client_auth, self_signed_tls_client_auth, none",
                        Map.of("token_endpoint_auth_method", "client_secret_digest")),
                fault("token_endpoint_auth_method", "is not supported", Map.of("token_endpoint_auth_method", "NONE")),
                fault("application_type", "supported: web, native", Map.of("application_type", "Native")),
                fault("subject_type", "supported: public, pairwise", Map.of("subject_type", "Pairwise")),
                fault(
                        "sector_identifier_uri",
                        "several hosts",
                        pairwise("redirect_uris", List.of("https://a.example/cb", "https://b.example/cb"))),
                fault(
                        "sector_identifier_uri",
                        "tells whose it is",
                        pairwise("redirect_uris", List.of("http://127.0.0.1/cb", "http://localhost:8080/cb"))),
                fault(
                        "sector_identifier_uri",
                        "tells whose it is",
                        Map.of(
                                "subject_type", "pairwise",
                                "redirect_uris", List.of("com.example.app:/cb"),
                                "application_type", "native")),
                fault(
                        "sector_identifier_uri",
                        "tells whose it is",
                        Map.of(
                                "subject_type", "pairwise",
                                "redirect_uris", List.of(),
                                "grant_types", List.of(ClientMetadata.DEVICE_CODE),
                                "token_endpoint_auth_method", "none",
                                "jwks_uri", "https://a.example/jwks")),
                fault("access_token_format", "supported: jwt, opaque", Map.of("access_token_format", "JWT")),
                fault("consent", "supported: remember, always, none", Map.of("consent", "never")),
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
                fault("require_pkce", "RFC 9700", Map.of("token_endpoint_auth_method", "none", "require_pkce", false)),
                fault("require_pkce", "must be true or false", Map.of("require_pkce", "no")),
                fault("dpop_bound_access_tokens", "must be true or false", Map.of("dpop_bound_access_tokens", "yes")),
                fault(
                        "tls_client_certificate_bound_access_tokens",
                        "bound to one thing",
                        Map.of("dpop_bound_access_tokens", true, "tls_client_certificate_bound_access_tokens", true)),
                fault("scope", "offline_access, which needs", Map.of("scope", "openid offline_access")),
                fault("scope", "cannot have", Map.of("scope", "openid a\"b")),
                fault("scope", "cannot have", Map.of("scope", "openid a\tb")),
                fault("scope", "must be a string", Map.of("scope", List.of("openid"))),
                fault("client_name", "control character", Map.of("client_name", "a\u0007b")),
                fault("client_name", "direction", Map.of("client_name", "knab\u202eym")),
                fault("client_name", "is empty", Map.of("client_name", " ")),
                fault("client_name", "longer", Map.of("client_name", "x".repeat(201))),
                fault("contacts", "is empty", Map.of("contacts", List.of("a@example.com", ""))),
                fault("default_max_age", "number of seconds", Map.of("default_max_age", -1L)),
                fault("default_max_age", "whole number", Map.of("default_max_age", "60")),
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
                        tls(Map.of("tls_client_auth_san_email", "a\u0000@example.com"))),
                fault("redirect_uri", "is not a member", Map.of("redirect_uri", "https://a.example/")),
                fault("client_secret", "is not a member", Map.of("client_secret", "x")));
    }

    private static Map<String, Object> pairwise(String name, Object value) {
        return Map.of("subject_type", "pairwise", name, value);
    }

    /** With a key of RSA to encrypt to, and one of EC that is not for that. */
    private static Map<String, Object> encrypting(String what, String alg, String enc) {
        Map<String, Object> keys = Map.of(
                "keys",
                List.of(Map.of("kty", "RSA", "use", "enc", "n", "x"), Map.of("kty", "EC", "use", "sig", "x", "x")));
        return Map.of(what + "_encrypted_response_alg", alg, what + "_encrypted_response_enc", enc, "jwks", keys);
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

    @Test
    void encryptsWithTheDefaultOfTheSpecifications() {
        Map<String, Object> members = new HashMap<>(encrypting("id_token", "RSA-OAEP-256", "A256GCM"));
        members.put("redirect_uris", CB);
        ClientMetadata metadata = ClientMetadata.of(members);
        assertThat(ClientMetadataRules.faults(metadata)).isEmpty();
        assertThat(ClientMetadata.of(metadata.toMap())).isEqualTo(metadata);
        assertThat(metadata.idTokenEncryption().content()).isEqualTo("A256GCM");
        members.remove("id_token_encrypted_response_enc");
        assertThat(ClientMetadata.of(members).idTokenEncryption().content()).isEqualTo(CONTENT_DEFAULT);
    }

    private static Map<String, Object> tls(Map<String, Object> members) {
        Map<String, Object> all = new HashMap<>(members);
        all.put("token_endpoint_auth_method", "tls_client_auth");
        return all;
    }

    private static Arguments fault(String field, String sentence, Map<String, Object> members) {
        return Arguments.of(field, sentence, members);
    }

    private static List<String> twice(String value) {
        return List.of(value, value);
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void findsTheFaultAndNoOther(String field, String sentence, Map<String, Object> members) {
        Map<String, Object> all = new HashMap<>(members);
        all.putIfAbsent("redirect_uris", CB);
        assertThat(ClientMetadataRules.faults(all)).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo(field);
            assertThat(fault.sentence()).contains(sentence);
        });
    }

    @Test
    void findsAllFaultsAtOnce() {
        var faults = ClientMetadataRules.faults(Map.of(
                "redirect_uris",
                List.of("javascript:x", "https://ok.example/", "data:x"),
                "logo_uri",
                "javascript:x",
                "consent",
                5,
                "what",
                "ever"));
        assertThat(faults.stream()
                        .map(f -> f.field() + f.element().stream().boxed().toList()))
                .containsExactlyInAnyOrder("redirect_uris[0]", "redirect_uris[2]", "logo_uri[]", "consent[]", "what[]");
    }

    @Test
    void hasTheComponentsThatItsFieldsName() {
        Map<String, Object> everything = new HashMap<>();
        for (ClientMetadataField field : ClientMetadataField.values()) {
            everything.put(
                    field.wire(),
                    switch (field.kind()) {
                        case STRING ->
                            switch (field) {
                                case CONSENT -> "always";
                                case PROFILE -> "fapi2";
                                default -> "value";
                            };
                        case STRINGS -> List.of("value");
                        case BOOLEAN -> field == ClientMetadataField.REQUIRE_AUTH_TIME;
                        case INTEGER -> 7L;
                        case OBJECT ->
                            field == ClientMetadataField.TOKEN_EXCHANGE
                                    ? Map.of(
                                            "subject_clients", List.of("web"),
                                            "subject_audiences", List.of("https://a.example.com"),
                                            "audiences", List.of("https://b.example.com"),
                                            "delegation", false,
                                            "impersonation", true)
                                    : Map.of("keys", List.of());
                    });
        }
        assertThat(ClientMetadata.of(everything).toMap()).isEqualTo(everything);
        long fields = Stream.of(ClientMetadata.class.getRecordComponents())
                .filter(component -> component.getType() != LocalizedMembers.class)
                .mapToInt(component -> component.getType() == ResponseEncryption.class
                        ? ResponseEncryption.class.getRecordComponents().length
                        : 1)
                .sum();
        assertThat(fields).isEqualTo(ClientMetadataField.values().length);
    }

    @Test
    void knowsWhatASecretIsNeededFor() {
        assertThat(with("client_secret_basic", "RS256").hasSecret()).isTrue();
        assertThat(with("client_secret_basic", "RS256").keysHmac()).isFalse();
        assertThat(with("client_secret_jwt", "RS256").keysHmac()).isTrue();
        assertThat(with("client_secret_jwt", "RS256").leastSecretBytes()).isEqualTo(32);
        assertThat(with("client_secret_basic", "HS512").keysHmac()).isTrue();
        assertThat(with("client_secret_jwt", "HS512").leastSecretBytes()).isEqualTo(64);
        assertThat(with("private_key_jwt", "HS256").hasSecret()).isTrue();
        assertThat(with("private_key_jwt", "ES256").hasSecret()).isFalse();
        assertThat(with("tls_client_auth", "ES256").hasSecret()).isFalse();
        assertThat(with("none", "ES256").hasSecret()).isFalse();
        ClientMetadata encrypting = ClientMetadata.of(
                Map.of("token_endpoint_auth_method", "private_key_jwt", "userinfo_encrypted_response_alg", "dir"));
        assertThat(encrypting.hasSecret()).isTrue();
        assertThat(encrypting.keysHmac()).isTrue();
    }

    private static ClientMetadata with(String method, String algorithm) {
        return ClientMetadata.of(
                Map.of("token_endpoint_auth_method", method, "id_token_signed_response_alg", algorithm));
    }
}
