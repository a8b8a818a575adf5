package dev.limen.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.resource.AuthorizationDetailsTypes;
import dev.limen.resource.Levels;
import dev.limen.resource.Resources;
import dev.limen.resource.Scopes;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What entries of the realm file say of each other, and of what is there already. */
@QuarkusTest
class RealmReferencesTest extends RealmFileTrial {

    @Inject
    Scopes scopes;

    @Inject
    Resources resources;

    @Inject
    AuthorizationDetailsTypes detailsTypes;

    @Inject
    Levels levels;

    @Test
    void trustsAnIssuerForSoftwareStatementsAlone() {
        String file =
                "trusted_issuers: [{issuer: 'https://software.example', jwks_uri: 'https://software.example/jwks',"
                        + " algorithms: [ES256], software_statements: true}]";
        assertThat(apply(file).toString()).isEqualTo("trusted_issuers: 1 created");
        assertThat(apply(file).toString()).isEqualTo("trusted_issuers: 1 unchanged");
    }

    @Test
    void knowsWhoMayAskInTheNameOfAResource() {
        String resource = "resources: [{identifier: 'https://asked.example', introspection_clients: [%s]}]";
        assertRefused(resource.formatted("nobody"), "'introspection_clients' names 'nobody', which is no client");
        assertRefused(resource.formatted("spa"), "'introspection_clients' names 'spa', which does not authenticate");
        apply(resource.formatted("asker")
                + "\nclients: [{client_id: asker, client_secret: asker, grant_types: [client_credentials]}]");
        assertThat(resources.introspects("asker", List.of("https://asked.example")))
                .isTrue();
        assertThat(resources.introspects("robot", List.of("https://asked.example")))
                .isFalse();
        assertThat(resources.introspects("asker", List.of("https://api.example.com")))
                .isFalse();
        apply("resources: [{identifier: 'https://asked.example'}]");
        assertThat(resources.introspects("asker", List.of("https://asked.example")))
                .isFalse();
    }

    @Test
    void refusesAlgorithmsForWhichTheServerHasNoKeys() {
        assertRefused(
                """
                clients:
                  - client_id: unsigned
                    client_secret: unsigned
                    redirect_uris: [https://u.example/cb]
                    id_token_signed_response_alg: ML-DSA-87
                resources:
                  - identifier: https://unsigned.example
                    access_token_signed_response_alg: ES512
                """,
                "line 5, column 35: client 'unsigned': 'id_token_signed_response_alg' is ML-DSA-87, for which there are no keys",
                "line 8, column 39: resource 'https://unsigned.example': 'access_token_signed_response_alg' is ES512, for which there are no keys; LIMEN_KEYS_ALGORITHMS has"
                        + " RS256, PS256, ES256, EdDSA");
    }

    @Test
    void knowsWhomPermissionsToExchangeName() {
        String client = "clients: [{client_id: swap, client_secret: swap, grant_types:"
                + " ['urn:ietf:params:oauth:grant-type:token-exchange'], token_exchange: {%s}}]";
        assertRefused(
                client.formatted("subject_clients: [nobody], audiences: ['https://api.example.com']"),
                "'subject_clients' the client 'nobody', which is unknown");
        assertRefused(
                client.formatted("audiences: ['https://undeclared.example']"),
                "'audiences' the resource 'https://undeclared.example', which no one declares");
        apply(client.formatted("subject_clients: [spa], audiences: ['https://api.example.com', '${LIMEN_ISSUER}']"));
    }

    @Test
    void knowsTypesOfAuthorizationDetailsAndWhoUsesThem() {
        String type = """
                authorization_details_types:
                  - type: %s
                    description: "Use {what}"
                    resources: [%s]
                    schema: { properties: { what: { type: string } } }
                """;
        assertRefused(
                type.formatted("tool", "https://undeclared.example"),
                "'resources' names 'https://undeclared.example', which no one declares");
        assertRefused(
                "clients: [{client_id: c, client_secret: c, grant_types: [client_credentials],"
                        + " authorization_details_types: [payment_iniation]}]",
                "client 'c': 'authorization_details_types' names 'payment_iniation', which no one declares;"
                        + " did you mean 'payment_initiation'?");
        String sound = type.formatted("tool", "https://api.example.com")
                + "clients: [{client_id: toolmaker, client_secret: t, grant_types: [client_credentials],"
                + " authorization_details_types: [tool]}]";
        assertThat(apply(sound).toString()).isEqualTo("authorization_details_types: 1 created; clients: 1 created");
        assertThat(apply(sound).toString()).isEqualTo("authorization_details_types: 1 unchanged; clients: 1 unchanged");
        assertThat(apply(sound.replace("Use {what}", "Take {what}")).toString())
                .isEqualTo("authorization_details_types: 1 updated; clients: 1 unchanged");
        assertThat(detailsTypes.names()).contains("tool", "payment_initiation");
        assertThat(detailsTypes
                        .find("tool")
                        .orElseThrow()
                        .words(java.util.Locale.JAPANESE)
                        .members())
                .containsExactly("what");
    }

    @Test
    void knowsTheLevelsThatResourcesDemand() {
        String resource = "resources: [{identifier: 'https://guarded.example', acr_values: [high], max_age: PT5M}]";
        assertRefused(resource, "resource 'https://guarded.example': 'acr_values' names 'high', which no one declares");
        assertRefused(
                "clients: [{client_id: c, client_secret: c, grant_types: [client_credentials], default_acr_values: [hi]}]",
                "client 'c': 'default_acr_values' names 'hi', which no one declares");
        String two = "acr_levels: [{acr: low, amr: [pwd]}, {acr: high, amr: [pwd], max_age: PT1M}]\n" + resource;
        try {
            assertThat(apply(two).toString()).isEqualTo("acr_levels: 1 created; resources: 1 created");
            assertThat(apply(two).toString()).isEqualTo("acr_levels: 1 unchanged; resources: 1 unchanged");
            assertThat(levels.now().names()).containsExactly("urn:limen:acr:password", "low", "high");
            // the order says which is the stronger one, so the list is applied as a whole
            assertThat(apply("acr_levels: [{acr: high, amr: [pwd]}, {acr: low, amr: [pwd]}]")
                            .toString())
                    .isEqualTo("acr_levels: 1 updated");
            assertThat(levels.now().names()).containsExactly("urn:limen:acr:password", "high", "low");
        } finally {
            apply("resources: [{identifier: 'https://guarded.example'}]\nacr_levels: []");
        }
        assertThat(levels.now().names()).containsExactly("urn:limen:acr:password");
    }

    @Test
    void knowsWhomTrustedIssuersServe() {
        String issuer = "trusted_issuers: [{issuer: '%s', jwks_uri: 'https://i.example/jwks', algorithms: [ES256],"
                + " clients: [%s], scopes: [%s]}]";
        assertRefused(issuer.formatted("https://i.example", "nobody", "api:read"), "'nobody', which is unknown");
        assertRefused(issuer.formatted("https://i.example", "robot", "nothing"), "'nothing', which no one declares");
        assertRefused(issuer.formatted("${LIMEN_ISSUER}", "robot", "api:read"), "is this provider itself");
        String sound = issuer.formatted("https://i.example", "robot", "api:read");
        assertThat(apply(sound).toString()).isEqualTo("trusted_issuers: 1 created");
        assertThat(apply(sound).toString()).isEqualTo("trusted_issuers: 1 unchanged");
        assertThat(apply(sound.replace("ES256", "PS256")).toString()).isEqualTo("trusted_issuers: 1 updated");
    }

    @Test
    void knowsTheScopesThatAnEarlierFileDeclared() {
        apply("scopes: [{name: earlier}]");
        apply("clients: [{client_id: later, client_secret: later, redirect_uris: ['https://l.example/cb'],"
                + " scope: openid earlier}]");
        assertThat(clients.find("later").orElseThrow().metadata.scope().contains("earlier"))
                .isTrue();
    }

    /** Another node may have declared it a moment ago. */
    @Test
    void knowsTheScopesThatAnotherNodeDeclared() throws SQLException {
        assertThat(scopes.known()).doesNotContain("elsewhere");
        execute("insert into scopes (name) values ('elsewhere')");
        apply("resources: [{identifier: 'https://elsewhere.example', scopes: [elsewhere]}]");
        assertThat(resources.find("https://elsewhere.example")).isPresent();
    }
}
