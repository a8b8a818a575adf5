package dev.limen.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** OpenID Connect Core 1.0, section 8.1; CIBA, section 4. */
class SectorIdentifierTest {

    private static final Map<String, Object> DEVICE =
            Map.of("grant_types", List.of(ClientMetadata.DEVICE_CODE), "jwks_uri", "https://Keys.example.com/jwks");

    @Test
    void isTheHostOfTheRedirectUris() {
        assertThat(sector(Map.of(
                        "redirect_uris", List.of("https://App.example.com:8443/a", "https://app.example.com/b"))))
                .isEqualTo("app.example.com");
    }

    @Test
    void whatIsEverybodysTellsNothing() {
        assertThat(sector(Map.of(
                        "redirect_uris",
                        List.of("http://127.0.0.1/cb", "com.example.app:/cb", "https://app.example.com/cb"))))
                .isEqualTo("app.example.com");
    }

    @Test
    void isTheHostOfTheSectorIdentifierUriBeforeAll() {
        assertThat(sector(Map.of(
                        "redirect_uris",
                        List.of("https://a.example.com/cb", "https://b.example.com/cb"),
                        "sector_identifier_uri",
                        "https://Example.com/sector.json")))
                .isEqualTo("example.com");
    }

    @Test
    void isTheHostOfTheKeysByWhichTheClientAuthenticates() {
        for (String method : List.of("private_key_jwt", "self_signed_tls_client_auth")) {
            assertThat(sector(with(DEVICE, "token_endpoint_auth_method", method)))
                    .isEqualTo("keys.example.com");
        }
        assertThatThrownBy(() -> sector(with(DEVICE, "token_endpoint_auth_method", "none")))
                .isInstanceOf(IllegalStateException.class);
    }

    /** Whoever gets ID tokens from the authorization endpoint has shown no key for them. */
    @Test
    void keysTellNothingWhereTokensPassThroughTheBrowser() {
        Map<String, Object> program = with(
                with(DEVICE, "token_endpoint_auth_method", "private_key_jwt"),
                "redirect_uris",
                List.of("com.example.app:/cb"));
        assertThat(sector(program)).isEqualTo("keys.example.com");
        List<String> implicit = List.of(ClientMetadata.IMPLICIT);
        assertThatThrownBy(() -> sector(with(program, "grant_types", implicit)))
                .isInstanceOf(IllegalStateException.class);
        Map<String, Object> registered = with(with(program, "grant_types", implicit), "subject_type", "pairwise");
        registered.putAll(Map.of("response_types", List.of("id_token"), "application_type", "native"));
        assertThat(ClientMetadataRules.faults(registered))
                .extracting(ClientMetadataRules.Fault::field)
                .containsExactly("sector_identifier_uri");
    }

    private static String sector(Map<String, Object> members) {
        return SectorIdentifier.of(ClientMetadata.of(members));
    }

    private static Map<String, Object> with(Map<String, Object> members, String name, Object value) {
        Map<String, Object> all = new HashMap<>(members);
        all.put(name, value);
        return all;
    }
}
