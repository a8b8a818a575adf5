package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Client ID Metadata Document, section 4. */
class ClientDocumentTest {

    private static final String ID = "https://app.example.com/client.json";
    private static final Scope SCOPES = Scope.parse("openid profile offline_access api:read");

    @Test
    void describesAPublicClientThatIsAlwaysAsked() {
        ClientMetadata metadata = usable(Map.of());
        assertThat(metadata.isPublic()).isTrue();
        assertThat(metadata.grantTypes()).containsExactly("authorization_code");
        assertThat(metadata.scope()).hasToString("openid profile api:read");
        assertThat(metadata.consent()).isEqualTo(ClientMetadata.ConsentMode.ALWAYS);
        assertThat(metadata.requirePkce()).isTrue();
    }

    /** One document serves many providers: of what it names, a stranger gets what strangers may have. */
    @Test
    void givesWhatAStrangerMayHave() {
        ClientMetadata metadata = usable(Map.of(
                "grant_types",
                List.of(
                        "authorization_code",
                        "refresh_token",
                        ClientMetadata.DEVICE_CODE,
                        "client_credentials",
                        "magic"),
                "response_types",
                List.of("code", "token"),
                "scope",
                "openid offline_access api:read admin",
                "software_statement",
                "x.y.z",
                "client_name#fr",
                "Outil"));
        assertThat(metadata.grantTypes()).containsExactly("authorization_code", "refresh_token");
        assertThat(metadata.responseTypes()).containsExactly("code");
        assertThat(metadata.scope()).hasToString("openid offline_access api:read");
        assertThat(metadata.clientName(Locale.FRENCH)).contains("Outil");
    }

    /** What makes a client one of the house is the operator's to say. */
    @Test
    void takesNothingThatTheOperatorDecides() {
        ClientMetadata metadata = usable(Map.of(
                "consent",
                "none",
                "require_pkce",
                false,
                "access_token_format",
                "opaque",
                "authorization_details_types",
                List.of("payment"),
                "access_token_signed_response_alg",
                "ES256",
                "token_exchange",
                Map.of("audiences", List.of("https://api.example.com"))));
        assertThat(metadata.consent()).isEqualTo(ClientMetadata.ConsentMode.ALWAYS);
        assertThat(metadata.requirePkce()).isTrue();
        assertThat(metadata.accessTokenFormat()).isEqualTo("jwt");
        assertThat(metadata.accessTokenSignedResponseAlg()).isEqualTo("RS256");
        assertThat(metadata.tokenExchange()).isEmpty();
        assertThat(metadata.authorizationDetailsTypes()).isEmpty();
    }

    @Test
    void pairwiseSubjectsAreThoseOfItsOwnHost() {
        assertThat(usable(Map.of("subject_type", "pairwise")).isPairwise()).isTrue();
    }

    @Test
    void aClientMayProveItsKeys() {
        assertThat(usable(Map.of(
                                "token_endpoint_auth_method", "private_key_jwt",
                                "jwks_uri", "https://app.example.com/jwks"))
                        .tokenEndpointAuthMethod())
                .isEqualTo("private_key_jwt");
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("another client_id", Map.of("client_id", ID + "/")),
                Arguments.of("another client_id", Map.of("client_id", "https://app.example.com:443/client.json")),
                Arguments.of("another client_id", Map.of("client_id", List.of(ID))),
                Arguments.of("client_secret", Map.of("client_secret", "x")),
                Arguments.of("client_secret", Map.of("client_secret_expires_at", 0)),
                Arguments.of("token_endpoint_auth_method", Map.of("token_endpoint_auth_method", "client_secret_basic")),
                Arguments.of("token_endpoint_auth_method", Map.of("token_endpoint_auth_method", "client_secret_jwt")),
                Arguments.of("token_endpoint_auth_method", Map.of("token_endpoint_auth_method", "tls_client_auth")),
                Arguments.of("token_endpoint_auth_method", Map.of("token_endpoint_auth_method", List.of("none"))),
                Arguments.of("needs a URI", Map.of("redirect_uris", List.of())),
                Arguments.of("scheme", Map.of("redirect_uris", List.of("javascript:alert(1)"))),
                Arguments.of("scheme", Map.of("logo_uri", "data:image/png;base64,x")),
                Arguments.of("list of strings", Map.of("redirect_uris", ID)),
                Arguments.of("list of strings", Map.of("grant_types", "authorization_code")),
                Arguments.of("must be a string", Map.of("scope", List.of("openid"))),
                Arguments.of(
                        "grant type authorization_code", Map.of("grant_types", List.of(), "response_types", List.of())),
                Arguments.of(
                        "grant type authorization_code",
                        Map.of("grant_types", List.of("client_credentials"), "response_types", List.of())),
                Arguments.of("private", Map.of("jwks", Map.of("keys", List.of(Map.of("kty", "RSA", "d", "x"))))),
                Arguments.of(
                        "shared secret",
                        Map.of(
                                "token_endpoint_auth_method",
                                "private_key_jwt",
                                "jwks_uri",
                                "https://app.example.com/jwks",
                                "id_token_signed_response_alg",
                                "HS256")),
                Arguments.of(
                        "pairwise subjects of another host",
                        Map.of(
                                "subject_type",
                                "pairwise",
                                "redirect_uris",
                                List.of("https://bank.example.com/callback"))),
                Arguments.of(
                        "sector_identifier_uri",
                        Map.of(
                                "subject_type",
                                "pairwise",
                                "sector_identifier_uri",
                                "https://bank.example.com/sector.json")));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void whatCouldMisleadIsNoClient(String sentence, Map<String, Object> members) {
        assertThat(read(members))
                .isInstanceOfSatisfying(ClientDocument.Unusable.class, fault -> assertThat(fault.sentence())
                        .contains(sentence));
    }

    private static ClientMetadata usable(Map<String, Object> members) {
        return ((ClientDocument.Usable) read(members)).metadata();
    }

    private static ClientDocument read(Map<String, Object> members) {
        Map<String, Object> document = new HashMap<>();
        document.put("client_id", ID);
        document.put("redirect_uris", List.of("https://app.example.com/callback"));
        document.putAll(members);
        return ClientDocument.of(ID, document, SCOPES, Profile.OAUTH21);
    }
}
