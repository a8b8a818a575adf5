package dev.limen.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.limen.client.Client;
import dev.limen.client.ClientRegistration;
import dev.limen.client.Clients;
import dev.limen.grant.Grant;
import dev.limen.protocol.ClientMetadata;
import dev.limen.support.Provider;
import dev.limen.support.Race;
import dev.limen.support.RelyingParty;
import dev.limen.support.Visitor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6749, section 4.4. */
@QuarkusTest
class ClientCredentialsTest {

    private static final URI PROVIDER = Provider.uri();
    private static final RelyingParty ROBOT = RelyingParty.robot(PROVIDER);

    @Inject
    Clients clients;

    private ClientMetadata registered;

    @AfterEach
    void restore() {
        if (registered != null) {
            store(true, registered);
        }
    }

    @Test
    void aClientGetsATokenForItself() {
        JsonPath answer = ask("api:read").then().statusCode(200).extract().jsonPath();
        assertThat(answer.getMap("")).containsOnlyKeys("access_token", "token_type", "expires_in", "scope");
        assertThat(answer.getString("token_type")).isEqualTo("Bearer");
        JsonPath claims = Visitor.claims(answer.getString("access_token"));
        assertThat(claims.getString("sub")).isEqualTo("robot");
        assertThat(claims.getString("client_id")).isEqualTo("robot");
        assertThat(claims.getString("aud")).isEqualTo("https://api.example.com");
        assertThat(claims.getMap("")).doesNotContainKeys("auth_time", "acr", "amr", "roles", "cnf", "act");
    }

    @Test
    void withoutScopeItGetsAllThatNeedsNoPerson() {
        register(Map.of("scope", "openid profile api:read"));
        ask(null).then().statusCode(200).body("scope", equalTo("api:read")).body("id_token", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid", "api:read openid", "offline_access", "api:write"})
    void whatIsNotRegisteredOrNeedsAPersonIsRefused(String scope) {
        register(Map.of("scope", "openid profile api:read"));
        ask(scope).then().statusCode(400).body("error", equalTo("invalid_scope"));
    }

    @Test
    void aClientWithNothingToUseWithoutAPersonIsRefused() {
        register(Map.of("scope", "openid"));
        ask(null).then().statusCode(400).body("error", equalTo("invalid_scope"));
    }

    @Test
    void anotherGrantTypeIsNotForIt() {
        ROBOT.token(Map.of("grant_type", "authorization_code", "code", "x"))
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwt", "opaque"})
    void theTokenEndsWithTheClientAndDoesNotComeBackWithIt(String format) {
        register(Map.of("access_token_format", format));
        String token = ask("api:read").jsonPath().getString("access_token");
        assertThat(active(token)).isTrue();
        store(false, clients.find("robot").orElseThrow().metadata);
        ask("api:read").then().statusCode(401);
        store(true, clients.find("robot").orElseThrow().metadata);
        assertThat(active(token)).isFalse();
        assertThat(active(ask("api:read").jsonPath().getString("access_token"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwt", "opaque"})
    void oneTokenCanBeRevokedAlone(String format) {
        register(Map.of("access_token_format", format));
        String token = ask("api:read").jsonPath().getString("access_token");
        String other = ask("api:read").jsonPath().getString("access_token");
        ROBOT.post("/revoke", Map.of("token", token)).then().statusCode(200);
        assertThat(active(token)).isFalse();
        assertThat(active(other)).isTrue();
    }

    @Test
    void noTokenCostsARow() {
        ask("api:read").then().statusCode(200);
        long before = grants();
        ask("api:read").then().statusCode(200);
        assertThat(grants()).isEqualTo(before);
    }

    @Test
    void theFirstTokensAtOnceShareOneGrant() throws Exception {
        store(false, clients.find("robot").orElseThrow().metadata);
        store(true, clients.find("robot").orElseThrow().metadata);
        List<Integer> answers = Race.of(64, () -> ask("api:read").statusCode());
        assertThat(answers).containsOnly(200);
        assertThat(grants()).isEqualTo(1);
    }

    private long grants() {
        return QuarkusTransaction.requiringNew()
                .call(() -> Grant.count("client.clientId = 'robot' and standing = true and revokedAt is null"));
    }

    private boolean active(String token) {
        return ROBOT.post("/introspect", Map.of("token", token)).jsonPath().getBoolean("active");
    }

    private static Response ask(String scope) {
        Map<String, String> form = new HashMap<>(Map.of("grant_type", "client_credentials"));
        Optional.ofNullable(scope).ifPresent(value -> form.put("scope", value));
        return ROBOT.token(form);
    }

    private void register(Map<String, Object> changes) {
        Client client = clients.find("robot").orElseThrow();
        registered = client.metadata;
        Map<String, Object> members = new HashMap<>(registered.toMap());
        members.putAll(changes);
        store(true, ClientMetadata.of(members));
    }

    private void store(boolean enabled, ClientMetadata metadata) {
        QuarkusTransaction.requiringNew()
                .run(() -> clients.store(
                        new ClientRegistration("robot", Optional.of(enabled), metadata, Optional.empty())));
    }
}
