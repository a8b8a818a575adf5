package dev.limen.registration;

import static dev.limen.registration.Registrant.metadata;
import static dev.limen.registration.Registrant.post;
import static dev.limen.registration.Registrant.registered;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.limen.support.Database;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.SealedClient;
import dev.limen.support.TestClock;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import dev.limen.support.Visitor;
import dev.limen.throttle.BucketKeys;
import dev.limen.throttle.Budgets;
import dev.limen.throttle.OverBudgetException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7591 and OpenID Connect Dynamic Client Registration 1.0, where anyone may register. */
@QuarkusTest
@TestProfile(OpenRegistration.class)
class RegistrationTest {

    private static final Map<String, Object> JWKS =
            new SealedClient().keys().toPublicJWKSet().toJSONObject();

    private final URI provider = Provider.uri();

    @Inject
    Budgets budgets;

    @Inject
    BucketKeys bucketKeys;

    @Inject
    RegistrationSwitch registration;

    @Inject
    TestClock clock;

    @Inject
    Database database;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    /** RFC 7591, section 3.2.1; OpenID Connect Registration 1.0, section 3.2. */
    @Test
    void tellsTheClientAllThatIsRegistered() {
        clock.stop();
        JsonPath told = post(metadata(Map.of()))
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .contentType("application/json")
                .body("client_id_issued_at", equalTo((int) clock.instant().getEpochSecond()))
                .body("client_secret_expires_at", equalTo(0))
                .body("grant_types", equalTo(List.of("authorization_code")))
                .body("response_types", equalTo(List.of("code")))
                .body("token_endpoint_auth_method", equalTo("client_secret_basic"))
                .body("id_token_signed_response_alg", equalTo("RS256"))
                .body("application_type", equalTo("web"))
                .body("subject_type", equalTo("public"))
                .body("scope", equalTo("openid profile email files:read"))
                .body("consent", equalTo("remember"))
                .body("require_pkce", equalTo(true))
                .extract()
                .jsonPath();
        assertThat(told.getString("client_id")).hasSize(32);
        assertThat(told.getString("client_secret")).hasSize(43);
        assertThat(told.getString("registration_access_token")).hasSize(43);
        assertThat(told.getString("registration_client_uri"))
                .isEqualTo(provider.resolve("/register/" + told.getString("client_id"))
                        .toString());
    }

    @Test
    void isFoundByDiscovery() {
        given().get("/.well-known/oauth-authorization-server")
                .then()
                .body(
                        "registration_endpoint",
                        equalTo(provider.resolve("/register").toString()));
    }

    /** The whole way of a client that nobody declared. */
    @Test
    void servesPeople() {
        Registrant registrant = registered(Map.of(
                "grant_types",
                List.of("authorization_code", "refresh_token"),
                "scope",
                "openid profile offline_access"));
        RelyingParty client =
                RelyingParty.registered(provider, registrant.clientId(), registrant.secret(), Registrant.REDIRECT_URI);
        JsonPath tokens = new Visitor(provider, People.ALICE).tokens(client, "openid profile offline_access");
        assertThat(Visitor.claims(tokens.getString("id_token")).getString("aud"))
                .isEqualTo(client.clientId());
        client.refresh(tokens.getString("refresh_token")).then().statusCode(200);
    }

    @Test
    void doesNotKeepWhatProvesSomething() {
        Registrant registrant = registered(Map.of());
        assertThat(database.count("select count(*) from client_registrations r where r::text like '%"
                        + registrant.token() + "%'"))
                .isZero();
        assertThat(database.count("select count(*) from clients c where c::text like '%" + registrant.secret() + "%'"))
                .isZero();
        assertThat(database.count("select count(*) from clients where secret_sealed is not null and client_id = '"
                        + registrant.clientId() + "'"))
                .isZero();
    }

    @Test
    void givesAPublicClientNoSecret() {
        post(metadata(Map.of("token_endpoint_auth_method", "none")))
                .then()
                .statusCode(201)
                .body("client_secret", nullValue())
                .body("client_secret_expires_at", nullValue());
    }

    /** RFC 7518, section 3.2. */
    @ParameterizedTest
    @CsvSource({"HS256, 43", "HS512, 86"})
    void makesTheSecretAsLongAsItsDigest(String alg, int length) {
        JsonPath told = registered(Map.of("id_token_signed_response_alg", alg)).information();
        assertThat(told.getString("client_secret")).hasSize(length);
    }

    /** RFC 7591, section 2: unknown members are ignored, and null says nothing (RFC 7592, section 2.2). */
    @Test
    void ignoresWhatItDoesNotKnow() {
        Map<String, Object> metadata = new HashMap<>(metadata(Map.of("x_unknown", Map.of("a", 1), "contacts#de", "x")));
        metadata.put("logo_uri", null);
        metadata.put("client_id", "chosen-by-the-client");
        metadata.put("client_secret", "chosen-by-the-client");
        post(metadata)
                .then()
                .statusCode(201)
                .body("client_id", not(equalTo("chosen-by-the-client")))
                .body("client_secret", not(equalTo("chosen-by-the-client")))
                .body("x_unknown", nullValue())
                .body("'contacts#de'", nullValue())
                .body("logo_uri", nullValue());
    }

    @Test
    void answersAnImplicitClientInTheFragment() {
        Registrant registrant =
                registered(Map.of("grant_types", List.of("implicit"), "response_types", List.of("id_token token")));
        RelyingParty client =
                RelyingParty.registered(provider, registrant.clientId(), registrant.secret(), Registrant.REDIRECT_URI);
        assertThat(People.ALICE.authorize(
                        new UserAgent(provider), client.request("openid").with("response_type", "id_token token")))
                .containsKeys("id_token", "access_token");
    }

    @Test
    void takesEveryMemberOfTheSpecifications() {
        Map<String, Object> all = new HashMap<>();
        all.put("client_uri", "https://registrant.example.com/");
        all.put("logo_uri", "https://registrant.example.com/logo.png");
        all.put("policy_uri", "https://registrant.example.com/policy");
        all.put("tos_uri", "https://registrant.example.com/terms");
        all.put("contacts", List.of("ops@registrant.example.com"));
        all.put("jwks", JWKS);
        all.put("token_endpoint_auth_method", "private_key_jwt");
        all.put("token_endpoint_auth_signing_alg", "ES256");
        all.put("id_token_signed_response_alg", "ES256");
        all.put("id_token_encrypted_response_alg", "RSA-OAEP-256");
        all.put("id_token_encrypted_response_enc", "A256GCM");
        all.put("userinfo_signed_response_alg", "PS256");
        all.put("request_object_signing_alg", "ES256");
        all.put("default_max_age", 3600L);
        all.put("require_auth_time", true);
        all.put("default_acr_values", List.of("pwd"));
        all.put("initiate_login_uri", "https://registrant.example.com/start");
        all.put("post_logout_redirect_uris", List.of("https://registrant.example.com/bye"));
        all.put("backchannel_logout_uri", "https://registrant.example.com/back");
        all.put("backchannel_logout_session_required", true);
        all.put("frontchannel_logout_uri", "https://registrant.example.com/front");
        all.put("request_uris", List.of("https://registrant.example.com/request"));
        all.put("software_id", "4NRB1-0XZABZI9E6-5SM3R");
        all.put("software_version", "2.1");
        all.put("dpop_bound_access_tokens", true);
        all.put("client_name#ja", "登録者");
        JsonPath told = registered(all).information();
        Map<String, Object> members = told.getMap("");
        all.forEach((name, value) -> assertThat(members.get(name).toString())
                .as(name)
                .isEqualTo(new HashMap<>(Map.of(name, value)).get(name).toString()));
    }

    /** RFC 7591, section 2.2: pages say the name that fits their language. */
    @ParameterizedTest
    @CsvSource({"en, Registrant", "ja, 登録者", "de, Anmelder", "fr, Registrant"})
    void showsTheNameInTheLanguageOfThePage(String language, String name) {
        Registrant registrant = registered(Map.of(
                "client_name#ja", "登録者",
                "client_name#de-DE", "Anmelder",
                "policy_uri", "https://registrant.example.com/policy",
                "policy_uri#ja", "https://registrant.example.com/ja/policy"));
        RelyingParty client =
                RelyingParty.registered(provider, registrant.clientId(), registrant.secret(), Registrant.REDIRECT_URI);
        UserAgent browser = new UserAgent(provider, language);
        Visit login = browser.get(client.request("openid").uri());
        assertThat(login.document().text()).contains(name);
        Visit consent = People.BOB.signIn(browser, login);
        assertThat(consent.page()).isEqualTo("consent");
        assertThat(consent.document().selectFirst("h1").text()).contains(name);
        assertThat(consent.document()
                        .select("a[href=https://registrant.example.com/" + (language.equals("ja") ? "ja/" : "")
                                + "policy]"))
                .hasSize(1);
    }

    /** A page that registers itself is of an origin that nobody knows yet. */
    @Test
    void letsScriptsOfEveryOriginRegister() {
        post(given().header("Origin", "https://page.example.org"), metadata(Map.of()))
                .then()
                .statusCode(201)
                .header("Access-Control-Allow-Origin", "https://page.example.org")
                .header("Access-Control-Allow-Credentials", nullValue());
        for (String path : List.of("/register", "/register/somebody")) {
            given().header("Origin", "https://page.example.org")
                    .options(path)
                    .then()
                    .statusCode(204)
                    .header("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
        }
    }

    @Test
    void letsASourceRegisterSoMany() {
        Admission strict = new Admission(registration, null, budgets, bucketKeys, Setting.of("per-source", "1"), clock);
        clock.stop();
        try {
            assertThatThrownBy(() -> Stream.generate(() -> strict.admit(Optional.empty(), "127.0.0.1"))
                            .limit(5)
                            .toList())
                    .isInstanceOf(OverBudgetException.class);
            post(metadata(Map.of()))
                    .then()
                    .statusCode(429)
                    .header("Retry-After", equalTo("1"))
                    .body("client_id", nullValue());
            clock.advance(Duration.ofSeconds(1));
            post(metadata(Map.of())).then().statusCode(201);
        } finally {
            database.execute("delete from throttles");
        }
    }
}
