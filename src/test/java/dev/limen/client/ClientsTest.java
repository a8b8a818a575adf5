package dev.limen.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.client.ClientRegistration.FingerprintedSecret;
import dev.limen.client.ClientRegistration.Secrets;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Secret;
import dev.limen.storage.Change;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ClientsTest {

    @Inject
    Clients clients;

    @Inject
    ClientSecrets secrets;

    private static final Map<String, Object> EVERYTHING = Map.ofEntries(
            Map.entry("redirect_uris", List.of("https://app.example.com/cb?x=%20y", "http://localhost:1/x")),
            Map.entry("post_logout_redirect_uris", List.of("https://app.example.com/bye")),
            Map.entry("grant_types", List.of("authorization_code", "refresh_token")),
            Map.entry("response_types", List.of("code")),
            Map.entry("token_endpoint_auth_method", "client_secret_post"),
            Map.entry("scope", "openid profile api:read"),
            Map.entry("client_name", "Größe \"quoted\" \\ 日本語"),
            Map.entry("client_uri", "https://app.example.com/"),
            Map.entry("logo_uri", "https://app.example.com/logo.svg"),
            Map.entry("policy_uri", "https://app.example.com/policy"),
            Map.entry("tos_uri", "https://app.example.com/tos"),
            Map.entry("contacts", List.of("ops@example.com")),
            Map.entry("application_type", "web"),
            Map.entry("jwks", Map.of("keys", List.of(Map.of("kty", "EC", "ext", true, "n", 5L)))),
            Map.entry("subject_type", "public"),
            Map.entry("sector_identifier_uri", "https://app.example.com/sector"),
            Map.entry("id_token_signed_response_alg", "ES256"),
            Map.entry("userinfo_signed_response_alg", "RS256"),
            Map.entry("request_object_signing_alg", "ES256"),
            Map.entry("default_max_age", 3600L),
            Map.entry("require_auth_time", true),
            Map.entry("default_acr_values", List.of("1")),
            Map.entry("initiate_login_uri", "https://app.example.com/login"),
            Map.entry("software_id", "x"),
            Map.entry("software_version", "2"),
            Map.entry("require_pkce", false),
            Map.entry("consent", "always"),
            Map.entry("access_token_format", "opaque"));

    private static ClientRegistration registration(String clientId, Map<String, ?> metadata) {
        return new ClientRegistration(clientId, Optional.empty(), ClientMetadata.of(metadata), Optional.empty());
    }

    @Test
    void keepsEveryMemberOfTheMetadata() {
        clients.store(registration("everything", EVERYTHING));
        Client stored = clients.find("everything").orElseThrow();
        assertThat(stored.metadata).isEqualTo(ClientMetadata.of(EVERYTHING));
        assertThat(stored.metadata.toMap()).containsAllEntriesOf(EVERYTHING);
        assertThat(stored.enabled).isTrue();
    }

    @Test
    void writesNothingWhereNothingChanged() {
        assertThat(clients.store(registration("same", EVERYTHING))).isEqualTo(Change.CREATED);
        Instant written = clients.find("same").orElseThrow().updatedAt;
        assertThat(clients.store(registration("same", EVERYTHING))).isEqualTo(Change.UNCHANGED);
        assertThat(clients.find("same").orElseThrow().updatedAt).isEqualTo(written);
        assertThat(clients.store(registration("same", Map.of()))).isEqualTo(Change.UPDATED);
        assertThat(clients.find("same").orElseThrow().updatedAt).isAfter(written);
    }

    @Test
    void keepsASecretUntilItsFingerprintChanges() {
        store("rotating", "one", 1);
        store("rotating", "other", 1);
        assertThat(matches("rotating", "one")).isTrue();
        assertThat(matches("rotating", "other")).isFalse();
        store("rotating", "two", 2);
        assertThat(matches("rotating", "two")).isTrue();
        assertThat(matches("rotating", "one")).isFalse();
    }

    @Test
    void forgetsTheSecretOfAClientThatBecomesPublic() {
        store("opening", "one", 1);
        clients.store(registration("opening", Map.of("token_endpoint_auth_method", "none")));
        assertThat(clients.hasSecret(clients.find("opening").orElseThrow())).isFalse();
        assertThat(matches("opening", "one")).isFalse();
    }

    /** S28: there is nothing to tell a client without a secret by. */
    @Test
    void matchesNothingWhereThereIsNoSecret() {
        clients.store(registration("secretless", Map.of()));
        for (String presented : List.of("", "x", "\u0000".repeat(32))) {
            assertThat(matches("secretless", presented)).isFalse();
            assertThat(matches("nobody-at-all", presented)).isFalse();
        }
    }

    @Test
    void findsNothingForWhatIsNoIdentifier() {
        assertThat(clients.find("")).isEmpty();
        assertThat(clients.find("a\u0000b")).isEmpty();
        assertThat(clients.find("x".repeat(100_000))).isEmpty();
    }

    private void store(String clientId, String secret, int fingerprint) {
        clients.store(new ClientRegistration(
                clientId,
                Optional.empty(),
                ClientMetadata.of(Map.of()),
                Optional.of(Secrets.of(new FingerprintedSecret(Secret.of(secret), new byte[] {(byte) fingerprint})))));
    }

    private boolean matches(String clientId, String secret) {
        return secrets.matches(clients.find(clientId), Secret.of(secret));
    }
}
