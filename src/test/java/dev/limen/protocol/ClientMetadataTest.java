package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What client metadata say, and what they mean where they say nothing. */
class ClientMetadataTest {

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

    /** With a key of RSA to encrypt to, and one of EC that is not for that. */
    private static Map<String, Object> encrypting(String what, String alg, String enc) {
        Map<String, Object> keys = Map.of(
                "keys",
                List.of(Map.of("kty", "RSA", "use", "enc", "n", "x"), Map.of("kty", "EC", "use", "sig", "x", "x")));
        return Map.of(what + "_encrypted_response_alg", alg, what + "_encrypted_response_enc", enc, "jwks", keys);
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
