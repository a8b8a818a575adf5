package dev.limen.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.client.Client;
import dev.limen.support.LogCapture;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Clients of the realm file: their names, and their secrets over time. */
@QuarkusTest
class RealmClientsTest extends RealmFileTrial {

    @Test
    void knowsWhatPeopleReadInFurtherLanguages() {
        String file =
                "clients: [{client_id: names, client_secret: secret-of-names, redirect_uris: ['https://a.example/'],"
                        + " client_name: House, client_name#ja: \u5bb6, tos_uri#de: 'https://a.example/agb'}]";
        assertThat(apply(file).toString()).isEqualTo("clients: 1 created");
        assertThat(apply(file).toString()).isEqualTo("clients: 1 unchanged");
        Client names = clients.find("names").orElseThrow();
        assertThat(names.displayName(Locale.JAPANESE)).isEqualTo("\u5bb6");
        assertThat(names.displayName(Locale.GERMAN)).isEqualTo("House");
        assertThat(names.metadata.tosUri(Locale.GERMAN)).contains("https://a.example/agb");
    }

    @Test
    void appliesASecretAgainOnlyWhenTheFileChangesIt() {
        String file = "clients: [{client_id: rotating, client_secret: '%s', redirect_uris: ['https://r.example/cb']}]";
        apply(file.formatted("first"));
        apply(file.formatted("first"));
        assertThat(authenticates("rotating", "first")).isTrue();
        apply(file.formatted("second"));
        assertThat(authenticates("rotating", "second")).isTrue();
        assertThat(authenticates("rotating", "first")).isFalse();
        apply("clients: [{client_id: rotating, redirect_uris: ['https://r.example/cb2']}]");
        assertThat(authenticates("rotating", "second")).isTrue();
    }

    @Test
    void wantsASecretOfAClientThatAuthenticatesWithOne() {
        assertRefused(
                "clients: [{client_id: bare, redirect_uris: ['https://b.example/cb']}]",
                "client 'bare': needs a client_secret, or token_endpoint_auth_method: none");
    }

    /** An operator's rotation, step by step. */
    @Test
    void rotatesASecretWithoutAnOutage() {
        apply(client("rolling", "client_secret: old-secret"));
        apply(client("rolling", "client_secret: new-secret, client_secret_previous: old-secret"));
        assertThat(authenticates("rolling", "old-secret")).isTrue();
        assertThat(authenticates("rolling", "new-secret")).isTrue();
        assertThat(authenticates("rolling", "other-secret")).isFalse();
        assertThat(apply(client("rolling", "client_secret: new-secret, client_secret_previous: old-secret"))
                        .changedSomething())
                .isFalse();
        apply(client("rolling", "enabled: true")); // names no secret
        assertThat(authenticates("rolling", "old-secret")).isTrue();
        apply(client("rolling", "client_secret: new-secret"));
        assertThat(authenticates("rolling", "old-secret")).isFalse();
        assertThat(authenticates("rolling", "new-secret")).isTrue();
    }

    @Test
    void endsThePreviousSecretAtItsTime() {
        String rotated = client(
                "ending",
                "client_secret: new-secret, client_secret_previous: old-secret,"
                        + " client_secret_previous_expires_at: %s");
        apply(rotated.formatted("2001-01-01T00:00:00.123456789+01:00"));
        assertThat(authenticates("ending", "old-secret")).isFalse();
        assertThat(authenticates("ending", "new-secret")).isTrue();
        assertThat(apply(rotated.formatted("2001-01-01T00:00:00.123456789+01:00"))
                        .changedSomething())
                .isFalse();
        apply(rotated.formatted("2999-01-01T00:00:00Z"));
        assertThat(authenticates("ending", "old-secret")).isTrue();
    }

    /** Only what keys an HMAC is kept itself, and only as long as it does. */
    @Test
    void keepsASecretItselfWhereItKeysAnHmacAlone() throws SQLException {
        String secret = "a-secret-of-thirty-two-bytes-or-more";
        apply(client("keying", "client_secret: " + secret));
        assertRefused(
                client("keying", "token_endpoint_auth_method: client_secret_jwt"),
                "client 'keying': needs its client_secret once more");
        apply(client("keying", "token_endpoint_auth_method: client_secret_jwt, client_secret: " + secret));
        assertThat(clients.sharedSecret(clients.find("keying").orElseThrow()))
                .hasValueSatisfying(shared -> assertThat(shared.reveal()).isEqualTo(secret));
        String row = "select c::text from clients c where client_id = 'keying'";
        String hex = java.util.HexFormat.of().formatHex(secret.getBytes());
        assertThat(query(row)).doesNotContain(secret).doesNotContain(hex);
        apply(client("keying", "token_endpoint_auth_method: client_secret_post"));
        assertThat(clients.sharedSecret(clients.find("keying").orElseThrow())).isEmpty();
        assertThat(clients.hasSecret(clients.find("keying").orElseThrow())).isTrue();
        apply(client("keying", "token_endpoint_auth_method: private_key_jwt, jwks_uri: 'https://k.example/jwks'"));
        assertThat(clients.hasSecret(clients.find("keying").orElseThrow())).isFalse();
    }

    @Test
    void forgetsTheSecretOfAClientThatBecomesPublic() {
        apply("clients: [{client_id: opening, client_secret: s3cret, redirect_uris: ['https://o.example/cb']}]");
        apply("clients: [{client_id: opening, token_endpoint_auth_method: none,"
                + " redirect_uris: ['https://o.example/cb']}]");
        assertThat(clients.hasSecret(clients.find("opening").orElseThrow())).isFalse();
    }

    @Test
    void warnsOfAClientWhoseMethodIsNotOffered() {
        List<LogCapture.Line> log = LogCapture.during(() -> apply(client(
                "by-certificate", "token_endpoint_auth_method: tls_client_auth, tls_client_auth_subject_dn: CN=x")));
        assertThat(log.stream().map(LogCapture.Line::text))
                .anyMatch(text -> text.contains("'by-certificate'") && text.contains("LIMEN_MTLS"));
    }

    private static String client(String clientId, String members) {
        return "clients: [{client_id: " + clientId + ", redirect_uris: ['https://r.example/cb'], " + members + "}]";
    }
}
