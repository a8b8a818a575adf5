package dev.limen.conformance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.client.ClientRegistration;
import dev.limen.client.ClientRegistration.FingerprintedSecret;
import dev.limen.client.ClientRegistration.Secrets;
import dev.limen.client.Clients;
import dev.limen.json.StrictJson;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Secret;
import dev.limen.realm.RealmFile;
import dev.limen.support.Fapi2;
import dev.limen.support.FapiClient;
import dev.limen.support.Jwt;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.TestClock;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LIMEN_PROFILE=fapi2: what holds for everybody, whatever is registered. */
@QuarkusTest
@TestProfile(Fapi2.class)
class Fapi2ServerTest {

    private static final URI PROVIDER = Provider.uri();
    private static final String ID = "fapi2-server";
    private static final String CALLBACK = "https://fapi2.example.com/callback";

    private final FapiClient client = FapiClient.of(PROVIDER, ID, jwk());
    private final UserAgent browser = new UserAgent(PROVIDER);

    @Inject
    Clients clients;

    @Inject
    TestClock clock;

    @Inject
    RealmFile realm;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id_token_signing_alg_values_supported",
                "userinfo_signing_alg_values_supported",
                "introspection_signing_alg_values_supported",
                "token_endpoint_auth_signing_alg_values_supported",
                "introspection_endpoint_auth_signing_alg_values_supported",
                "request_object_signing_alg_values_supported",
                "dpop_signing_alg_values_supported"
            })
    void theAlgorithmsAreThoseOfTheProfile(String member) {
        assertThat(metadata().get(member)).asList().containsExactlyInAnyOrder("PS256", "ES256", "EdDSA");
    }

    @Test
    void theDocumentSaysWhatIsRequired() {
        assertThat(metadata())
                .containsEntry("require_pushed_authorization_requests", true)
                .containsEntry("response_types_supported", List.of("code"))
                .containsEntry("code_challenge_methods_supported", List.of("S256"))
                .containsEntry("authorization_response_iss_parameter_supported", true)
                .containsEntry("token_endpoint_auth_methods_supported", List.of("private_key_jwt"));
        assertThat(metadata().get("grant_types_supported")).asList().doesNotContain("password", "implicit");
    }

    private static Map<String, Object> metadata() {
        return given().get(PROVIDER.resolve("/.well-known/openid-configuration"))
                .jsonPath()
                .getMap("");
    }

    @Test
    void aClientThatSaysNothingIsUnderTheProfile() {
        Request request = RelyingParty.of(PROVIDER, ID, null, CALLBACK).request("openid");
        Response pushed = client.push(request.parameters());
        Visit visit = browser.get(FapiWalk.reference(ID, pushed));
        Visit end = visit.page().equals("login") ? People.ALICE.signIn(browser, visit) : visit;
        Response answer = client.redeem(request, RelyingParty.answer(end));
        answer.then().statusCode(200).body("token_type", equalTo("DPoP"));
        assertThat(Jwt.of(answer.path("id_token")).header()).containsEntry("alg", "PS256");
        assertThat(Jwt.of(answer.path("access_token")).header()).containsEntry("alg", "PS256");
        String refreshToken = answer.path("refresh_token");
        client.refresh(refreshToken).then().body("refresh_token", equalTo(refreshToken));
        assertThat(RelyingParty.answer(browser.get(request.uri()))).containsEntry("error", "invalid_request");
    }

    /** Section 5.3.2.1, number 11: whatever the settings have. */
    @Test
    void codesLiveForAMinuteAtTheMost() {
        Request request = RelyingParty.of(PROVIDER, ID, null, CALLBACK).request("openid");
        Visit visit = browser.get(FapiWalk.reference(ID, client.push(request.parameters())));
        Map<String, String> answer = RelyingParty.answer(People.ALICE.signIn(browser, visit));
        clock.advance(Duration.ofSeconds(61));
        String late = client.dpop()
                .proof("POST", PROVIDER.resolve("/token"))
                .claim("iat", clock.instant().getEpochSecond())
                .jwt();
        Map<String, Object> form = new HashMap<>(request.redemption(answer));
        long now = clock.instant().getEpochSecond();
        form.put(
                "client_assertion",
                client.signed(client.assertion().with("iat", now).with("exp", now + 60)));
        client.token(form, late).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    /** Registered when the server was not so strict: it can neither authenticate so, nor get what it could. */
    @ParameterizedTest
    @ValueSource(strings = {"client_secret_basic", "client_secret_post"})
    void secretsAreNotTakenAnyMore(String method) {
        String name = method.replace('_', '-').replace("client-secret", "old");
        clients.store(new ClientRegistration(
                name,
                Optional.empty(),
                ClientMetadata.of(
                        Map.of("token_endpoint_auth_method", method, "grant_types", List.of("client_credentials"))),
                Optional.of(Secrets.of(new FingerprintedSecret(Secret.of("old-secret-3Fj8mQz1xW"), new byte[] {1})))));
        RelyingParty.of(PROVIDER, name, "old-secret-3Fj8mQz1xW", CALLBACK)
                .post("/revoke", Map.of("token", "x"))
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void publicClientsNeither() {
        clients.store(new ClientRegistration(
                "old-public",
                Optional.empty(),
                ClientMetadata.of(Map.of("token_endpoint_auth_method", "none", "redirect_uris", List.of(CALLBACK))),
                Optional.empty()));
        RelyingParty.of(PROVIDER, "old-public", null, CALLBACK)
                .post("/revoke", Map.of("token", "x"))
                .then()
                .statusCode(401);
    }

    /** A realm file whose clients contradict the profile is refused, with every fault. */
    @Test
    void aRealmFileIsHeldToIt() throws Exception {
        Path file = Files.createTempFile("contradicting", ".yaml");
        Files.writeString(file, """
                clients:
                  - client_id: contradicting
                    client_secret: contradicting-secret-7Rw2xKd5
                    redirect_uris: [http://localhost:3000/callback]
                    id_token_signed_response_alg: RS256
                    require_pkce: false
                    dpop_bound_access_tokens: false
                resources:
                  - identifier: https://contradicting.example
                    access_token_signed_response_alg: RS256
                """);
        assertThatThrownBy(() -> realm.check(file.toString()))
                .hasMessageContaining("has 6 faults")
                .hasMessageContaining(
                        "'token_endpoint_auth_method' cannot be client_secret_basic but one of private_key_jwt")
                .hasMessageContaining("'redirect_uris' is http")
                .hasMessageContaining("'id_token_signed_response_alg' cannot be RS256 but one of PS256, ES256, EdDSA")
                .hasMessageContaining("'require_pkce' cannot be false")
                .hasMessageContaining("'dpop_bound_access_tokens' and tls_client_certificate_bound_access_tokens")
                .hasMessageContaining("'access_token_signed_response_alg' is RS256, which LIMEN_PROFILE=fapi2");
        Files.delete(file);
    }

    /** An address that was registered before is not one that an answer is sent to. */
    @Test
    void noAnswerGoesOverHttp() {
        clients.store(new ClientRegistration(
                "old-http",
                Optional.empty(),
                ClientMetadata.of(Map.of(
                        "token_endpoint_auth_method", "private_key_jwt",
                        "jwks", Map.of("keys", List.of(jwk())),
                        "redirect_uris", List.of("http://localhost:3000/callback"))),
                Optional.empty()));
        Request request = RelyingParty.of(PROVIDER, "old-http", null, "http://localhost:3000/callback")
                .request("openid");
        assertThat(browser.get(request.uri()).page()).isEqualTo("error");
    }

    private static Map<String, Object> jwk() {
        try (InputStream in = Fapi2ServerTest.class.getResourceAsStream("/fapi2-server.jwk.json")) {
            return new StrictJson()
                    .read(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .orElseThrow();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
