package dev.limen.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limen.client.Client;
import dev.limen.client.ClientAuthentication;
import dev.limen.client.Clients;
import dev.limen.client.PresentedCredentials;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.Scope;
import dev.limen.resource.AuthorizationDetailsTypes;
import dev.limen.resource.Levels;
import dev.limen.resource.Resources;
import dev.limen.resource.Scopes;
import dev.limen.support.LogCapture;
import dev.limen.user.User;
import dev.limen.user.Users;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RealmFileTest {

    @Inject
    RealmFile realmFile;

    @Inject
    Clients clients;

    @Inject
    ClientAuthentication authentication;

    @Inject
    Users users;

    @Inject
    Scopes scopes;

    @Inject
    Resources resources;

    @Inject
    AuthorizationDetailsTypes detailsTypes;

    @Inject
    Levels levels;

    @Inject
    DataSource dataSource;

    @Test
    void appliesTheRealmOfTheTestsAtStart() {
        Client web = clients.find("web").orElseThrow();
        assertThat(web.metadata.redirectUris()).contains("https://app.example.com/callback");
        assertThat(clients.find("disabled").orElseThrow().enabled).isFalse();
        User alice = user("alice");
        assertThat(alice.sub).isEqualTo("248289761001");
        assertThat(alice.claims)
                .containsEntry("email_verified", true)
                .containsEntry("birthdate", "1990-04-01")
                .extractingByKey("address")
                .isInstanceOf(Map.class);
        assertThat(alice.roles).containsExactly("staff", "reader");
        assertThat(user("dave").enabled).isFalse();
        assertThat(scopes.description("api:read")).contains("Read your reports");
        assertThat(scopes.claimsOf(Scope.parse("openid api:read"))).containsExactly("sub", "department");
        assertThat(resources.find("https://api.example.com").orElseThrow().accessTokenLifetime())
                .contains(Duration.ofMinutes(10));
    }

    @Test
    void changesNotARowWhenAppliedAgain() throws SQLException {
        realmFile.apply("classpath:test-realm.yaml");
        List<String> before = rows();
        Applied again = realmFile.apply("classpath:test-realm.yaml");
        assertThat(again.changedSomething()).as(again.toString()).isFalse();
        assertThat(rows()).isEqualTo(before);
    }

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
    void trustsAnIssuerForSoftwareStatementsAlone() {
        String file =
                "trusted_issuers: [{issuer: 'https://software.example', jwks_uri: 'https://software.example/jwks',"
                        + " algorithms: [ES256], software_statements: true}]";
        assertThat(apply(file).toString()).isEqualTo("trusted_issuers: 1 created");
        assertThat(apply(file).toString()).isEqualTo("trusted_issuers: 1 unchanged");
    }

    @Test
    void leavesAloneWhatTheFileDoesNotName() {
        apply("users: [{username: kept, password: first-password, roles: [a], claims: {name: K, nickname: kk}}]");
        apply("users: [{username: kept, claims: {name: L}}]");
        User kept = user("kept");
        assertThat(kept.claims).containsEntry("name", "L").containsEntry("nickname", "kk");
        assertThat(kept.roles).containsExactly("a");
        assertThat(kept.passwordFingerprint).isNotNull();
        assertThat(clients.find("web")).isPresent();
    }

    @Test
    void warnsOfAPasswordThatIsEasyToGuessWithoutShowingIt() {
        String file =
                "users: [{username: easy, password: Eas1lyGuessed-Easy, claims: {email: Eas1lyGuessed@example.com}},"
                        + " {username: hard, password: tangerine kettle}]";
        List<LogCapture.Line> log = LogCapture.during(() -> apply(file));
        assertThat(log)
                .filteredOn(line -> line.text().contains("is easy to guess"))
                .hasSize(1)
                .allMatch(
                        line -> line.text().contains("user easy") && line.text().contains("CONTEXTUAL"))
                .noneMatch(line -> line.text().contains("Eas1lyGuessed"));
    }

    @Test
    void takesAClaimAwayThatTheFileSetsToNothing() {
        apply("users: [{username: less, claims: {name: K, nickname: kk}}]");
        apply("users: [{username: less, claims: {nickname: ~}}]");
        assertThat(user("less").claims).containsOnlyKeys("name");
    }

    @Test
    void doesNotEnableAgainWhatWasDisabledElsewhere() {
        String file = "users: [{username: shut, claims: {name: S}}]";
        apply(file);
        QuarkusTransaction.requiringNew().run(() -> users.disable(user("shut")));
        apply(file);
        assertThat(user("shut").enabled).isFalse();
        apply("users: [{username: shut, enabled: true}]");
        assertThat(user("shut").enabled).isTrue();
    }

    @Test
    void writesOnlyTheColumnsThatItChanges() {
        apply("users: [{username: between}]\n"
                + "clients: [{client_id: between, client_secret: s, redirect_uris: ['https://b.example/cb']}]");
        QuarkusTransaction.requiringNew().run(() -> {
            User user = users.byUsername("between").orElseThrow();
            Client client = clients.find("between").orElseThrow();
            QuarkusTransaction.requiringNew().run(() -> {
                users.disable(users.byUsername("between").orElseThrow());
                clients.find("between").orElseThrow().enabled = false;
            });
            user.roles = List.of("changed");
            client.metadata = dev.limen.protocol.ClientMetadata.of(Map.of());
        });
        assertThat(user("between").enabled).isFalse();
        assertThat(user("between").roles).containsExactly("changed");
        assertThat(clients.find("between").orElseThrow().enabled).isFalse();
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
    void appliesAPasswordAgainOnlyWhenTheFileChangesIt() throws SQLException {
        String file = "users: [{username: changing, password: '%s'}]";
        apply(file.formatted("first-password"));
        String first = passwordHash("changing");
        assertThat(first).startsWith("$argon2id$");
        apply(file.formatted("first-password"));
        assertThat(passwordHash("changing")).isEqualTo(first);
        apply(file.formatted("second-password"));
        assertThat(passwordHash("changing")).isNotEqualTo(first).startsWith("$argon2id$");
    }

    @Test
    void takesAHashedPasswordAsItIs() throws SQLException {
        String hash = "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQwMDAw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        apply("users: [{username: hashed, password_hash: '" + hash + "'}]");
        assertThat(passwordHash("hashed")).isEqualTo(hash);
    }

    @Test
    void generatesASubAndNeverChangesIt() {
        apply("users: [{username: generated}]");
        String sub = user("generated").sub;
        assertThat(sub).isNotBlank();
        apply("users: [{username: generated, sub: '" + sub + "'}]");
        assertRefused(
                "users: [{username: generated, sub: another}]",
                "line 1, column 36: user 'generated': 'sub' differs",
                "it never changes");
        assertRefused("users: [{username: thief, sub: '" + sub + "'}]", "is the one of another user, 'generated'");
        assertThat(user("generated").sub).isEqualTo(sub);
    }

    @Test
    void appliesNothingOfAFileWithAFault() throws SQLException {
        List<String> before = rows();
        assertRefused("""
                scopes: [{name: fine}]
                users: [{username: fine, password: fine-password}]
                clients:
                  - client_id: fine
                    client_secret: fine
                    redirect_uris: [https://fine.example/cb]
                    scope: openid nobody:declared
                """, "line 7, column 12: client 'fine': 'scope' names 'nobody:declared', which no one declares");
        assertThat(rows()).isEqualTo(before);
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
    void rollsBackEverythingWhenTheDatabaseRefuses() throws SQLException {
        List<String> before = rows();
        execute("create function refuse() returns trigger language plpgsql as $$ begin raise 'no users today'; end $$");
        execute("create trigger refuse before insert on users for each row execute function refuse()");
        try {
            assertThatThrownBy(() ->
                            apply("scopes: [{name: early}]\nusers: [{username: unlucky, password: some-password}]"))
                    .isNotInstanceOf(RealmFileException.class);
        } finally {
            execute("drop trigger refuse on users");
            execute("drop function refuse()");
        }
        assertThat(rows()).isEqualTo(before);
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

    @Test
    void showsNobodyWhatIsRolledBack() throws SQLException {
        apply("scopes: [{name: shown, description: before}]");
        execute("create function refuse() returns trigger language plpgsql as $$ begin raise 'no users today'; end $$");
        execute("create trigger refuse before insert on users for each row execute function refuse()");
        try {
            assertThatThrownBy(
                            () -> apply("scopes: [{name: shown, description: after}]\nusers: [{username: unlucky2}]"))
                    .isNotInstanceOf(RealmFileException.class);
        } finally {
            execute("drop trigger refuse on users");
            execute("drop function refuse()");
        }
        assertThat(scopes.description("shown")).contains("before");
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
    void warnsOfAClientWhoseMethodIsNotOffered() {
        List<LogCapture.Line> log = LogCapture.during(() -> apply(client(
                "by-certificate", "token_endpoint_auth_method: tls_client_auth, tls_client_auth_subject_dn: CN=x")));
        assertThat(log.stream().map(LogCapture.Line::text))
                .anyMatch(text -> text.contains("'by-certificate'") && text.contains("LIMEN_MTLS"));
    }

    private static String client(String clientId, String members) {
        return "clients: [{client_id: " + clientId + ", redirect_uris: ['https://r.example/cb'], " + members + "}]";
    }

    @Test
    void forgetsTheSecretOfAClientThatBecomesPublic() {
        apply("clients: [{client_id: opening, client_secret: s3cret, redirect_uris: ['https://o.example/cb']}]");
        apply("clients: [{client_id: opening, token_endpoint_auth_method: none,"
                + " redirect_uris: ['https://o.example/cb']}]");
        assertThat(clients.hasSecret(clients.find("opening").orElseThrow())).isFalse();
    }

    @Test
    void appliesTheSameFileFromManyThreadsAtOnce() throws Exception {
        StringBuilder file = new StringBuilder("users:\n");
        for (int i = 0; i < 20; i++) {
            file.append("  - {username: crowd%d, claims: {name: C%d}}%n".formatted(i, i));
        }
        file.append("  - {username: crowd, password: crowd-password}\nclients:\n");
        file.append("  - {client_id: crowd, client_secret: crowd, redirect_uris: ['https://c.example/cb']}\n");
        List<Applied> results = inParallel(8, file.toString());
        assertThat(results).filteredOn(Applied::changedSomething).hasSize(1);
        assertThat(authenticates("crowd", "crowd")).isTrue();
    }

    @Test
    void endsWithOneOfTwoFilesThatFightOverAPassword() throws Exception {
        List<Future<Applied>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 8; i++) {
                String password = "password-number-" + i % 2;
                running.add(threads.submit(() -> apply("users: [{username: fought, password: " + password + "}]")));
            }
        }
        for (Future<Applied> one : running) {
            assertThat(one.get()).isNotNull();
        }
        assertThat(passwordHash("fought")).startsWith("$argon2id$");
    }

    @Test
    void recordsWhatItDid() throws SQLException {
        apply("users: [{username: audited}]");
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(query("select count(*) from audit_events where type = 'realm_applied'"
                                + " and detail::text like '%1 created%'"))
                        .isNotEqualTo("0"));
    }

    @Test
    void findsNoFaultInTheRealmOfDevelopmentAndChangesNothing() throws SQLException {
        List<String> before = rows();
        realmFile.check("classpath:demo-realm.yaml");
        assertThat(rows()).isEqualTo(before);
    }

    private List<Applied> inParallel(int count, String text) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Applied>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            for (int i = 0; i < count; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    return apply(text);
                }));
            }
            start.countDown();
        }
        List<Applied> results = new ArrayList<>();
        for (Future<Applied> one : running) {
            results.add(one.get());
        }
        return results;
    }

    private Applied apply(String text) {
        return realmFile.apply(new RealmSource("test.yaml", text));
    }

    private void assertRefused(String text, String... sentences) {
        assertThatThrownBy(() -> apply(text))
                .isInstanceOf(RealmFileException.class)
                .hasMessageContainingAll(sentences);
    }

    private User user(String username) {
        return QuarkusTransaction.joiningExisting()
                .call(() -> users.byUsername(username).orElseThrow());
    }

    private boolean authenticates(String clientId, String secret) {
        String basic = java.util.Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes());
        try {
            authentication.authenticate(
                    new PresentedCredentials(List.of("Basic " + basic), Parameters.of(Map.of()), List.of()));
            return true;
        } catch (OAuthException e) {
            return false;
        }
    }

    private String passwordHash(String username) throws SQLException {
        return query("select password_hash from users where username = '" + username + "'");
    }

    /** Every row, and the transaction that wrote it last. */
    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("clients", "users", "scopes", "resources", "trusted_issuers")) {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement();
                    var result = statement.executeQuery("select t.xmin, t::text from " + table + " t order by 2")) {
                while (result.next()) {
                    rows.add(result.getString(1) + " " + result.getString(2));
                }
            }
        }
        return rows;
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
