package dev.limen.registration;

import static dev.limen.registration.Registrant.metadata;
import static dev.limen.registration.Registrant.post;
import static dev.limen.registration.Registrant.registered;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.limen.client.ClientAuthentication;
import dev.limen.config.Features;
import dev.limen.config.Profiles;
import dev.limen.json.StrictJson;
import dev.limen.key.SignatureDemands;
import dev.limen.protocol.ClientMetadata;
import dev.limen.resource.Scopes;
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
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7591 and OpenID Connect Dynamic Client Registration 1.0, where anyone may register. */
@QuarkusTest
@TestProfile(OpenRegistration.class)
class RegistrationTest {

    private static final String INVALID = "invalid_client_metadata";
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
    SoftwareStatements statements;

    @Inject
    SignatureDemands demands;

    @Inject
    SectorIdentifiers sectors;

    @Inject
    Profiles profiles;

    @Inject
    Features features;

    @Inject
    Scopes scopes;

    @Inject
    ClientAuthentication authentication;

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

    /** What the operator alone can give is not given, however it is asked for. */
    @Test
    void givesNoPrivilegeOfTheHouse() {
        post(metadata(Map.of(
                        "consent",
                        "none",
                        "require_pkce",
                        false,
                        "profile",
                        "fapi2",
                        "access_token_format",
                        "opaque",
                        "access_token_signed_response_alg",
                        "ES256",
                        "token_exchange",
                        Map.of("subject_clients", List.of("web")),
                        "enabled",
                        false)))
                .then()
                .statusCode(201)
                .body("consent", equalTo("remember"))
                .body("require_pkce", equalTo(true))
                .body("profile", equalTo("oauth21"))
                .body("access_token_format", equalTo("jwt"))
                .body("access_token_signed_response_alg", equalTo("RS256"))
                .body("token_exchange", nullValue())
                .body("enabled", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ClientMetadata.TOKEN_EXCHANGE_GRANT,
                ClientMetadata.JWT_BEARER,
                ClientMetadata.PASSWORD,
                ClientMetadata.DEVICE_CODE
            })
    void givesNoGrantTypeThatTheOperatorDoesNotLetItHave(String grantType) {
        refused(Map.of("grant_types", List.of("authorization_code", grantType)), INVALID)
                .body(
                        "error_description",
                        startsWith("grant_types[1] is a value that no client can register by itself"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid api:read", "openid phone", "openid made:up"})
    void givesNoScopeThatTheOperatorDoesNotLetItHave(String scope) {
        refused(Map.of("scope", scope), INVALID)
                .body("error_description", allOf(startsWith("scope has a value"), containsString("files:read")));
    }

    /** RFC 9396, section 10. */
    @Test
    void givesNoTypeOfDetailsThatTheOperatorDoesNotLetItHave() {
        refused(Map.of("authorization_details_types", List.of("payment_initiation")), INVALID)
                .body("error_description", startsWith("authorization_details_types[0] is a value"));
        ClientMetadata paying = ClientMetadata.of(Map.of("authorization_details_types", List.of("payment_initiation")));
        assertThat(allowance("authorization-details-types", "payment_initiation")
                        .faults(paying))
                .isEmpty();
    }

    @Test
    void givesTheScopeThatTheOperatorLetsItHave() {
        post(metadata(Map.of("scope", "openid files:read")))
                .then()
                .statusCode(201)
                .body("scope", equalTo("openid files:read"));
    }

    @Test
    void givesOfflineAccessWithRefreshTokens() {
        post(metadata(Map.of("grant_types", List.of("authorization_code", "refresh_token"))))
                .then()
                .statusCode(201)
                .body("scope", equalTo("openid profile email offline_access files:read"));
    }

    /** Nothing of the house is given away where the operator has said no more than that clients may register. */
    @Test
    void givesLittleByDefault() {
        Allowance usual = allowance("mode", "open");
        assertThat(usual.usual(List.of("authorization_code", "refresh_token")))
                .hasToString("openid profile email address phone offline_access");
        assertThat(usual.usual(List.of("client_credentials"))).hasToString("");
        assertThat(usual.faults(ClientMetadata.of(
                        Map.of("grant_types", List.of("authorization_code", "refresh_token", "implicit")))))
                .isEmpty();
        assertThat(usual.faults(ClientMetadata.of(Map.of(
                        "grant_types",
                        List.of("client_credentials", ClientMetadata.DEVICE_CODE),
                        "scope",
                        "api:read"))))
                .hasSize(3);
    }

    @Test
    void givesTheGrantTypesThatTheOperatorNames() {
        Allowance more = allowance("grant-types", "client_credentials," + ClientMetadata.DEVICE_CODE);
        assertThat(more.faults(ClientMetadata.of(Map.of("grant_types", List.of(ClientMetadata.DEVICE_CODE)))))
                .isEmpty();
        assertThat(more.faults(ClientMetadata.of(Map.of()))).hasSize(1);
    }

    @Test
    void letsClientsThatAuthenticateLeaveOutPkceWhereTheOperatorDoes() {
        RequestReader reader = new RequestReader(
                registration, statements, allowance("require-pkce", "false"), demands, sectors, profiles);
        StrictJson json = new StrictJson();
        Function<String, ClientMetadata> read = method -> reader.read(
                        RequestBody.of(json.write(metadata(Map.of("token_endpoint_auth_method", method))), json),
                        Optional.empty())
                .metadata();
        assertThat(read.apply("client_secret_basic").requirePkce()).isFalse();
        assertThat(read.apply("none").requirePkce()).isTrue();
    }

    /** Without a person, the scopes that are about one are of no use. */
    @Test
    void givesAMachineNoScopeAboutPeople() {
        Map<String, Object> machine = new HashMap<>();
        machine.put("grant_types", List.of("client_credentials"));
        machine.put("redirect_uris", null);
        post(metadata(machine)).then().statusCode(201).body("scope", equalTo("files:read"));
    }

    /** RFC 9396, section 10: what a machine asks for beyond its scope, nobody would see. */
    @Test
    void givesAMachineNoAuthorizationDetails() {
        List<String> types = List.of("payment");
        List<String> machine = List.of("authorization_code", "client_credentials");
        post(metadata(Map.of("grant_types", machine, "authorization_details_types", types)))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_client_metadata"))
                .body("error_description", containsString("authorization_details_types is not for a client"));
        post(metadata(Map.of("authorization_details_types", types))).then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({"id_token, 201", "id_token token, 201", "code id_token, 400", "code id_token token, 400"})
    void givesResponseTypesThatAreOn(String type, int status) {
        List<String> grants = type.contains("code") ? List.of("authorization_code", "implicit") : List.of("implicit");
        post(metadata(Map.of("grant_types", grants, "response_types", List.of(type))))
                .then()
                .statusCode(status);
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

    /** S2, S21. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "http://registrant.example.com/callback",
                "https://registrant.example.com/callback#fragment",
                "https://*.example.com/callback",
                "https://registrant.example.com@evil.example/callback",
                "https://regıstrant.example.com/callback",
                "/callback",
                ""
            })
    void refusesRedirectUris(String uri) {
        refused(Map.of("redirect_uris", List.of(Registrant.REDIRECT_URI, uri)), "invalid_redirect_uri")
                .body("error_description", startsWith("redirect_uris[1] "));
    }

    @Test
    void refusesACodeClientWithoutRedirectUri() {
        Map<String, Object> none = new HashMap<>();
        none.put("redirect_uris", null);
        refused(none, "invalid_redirect_uri");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_uri",
                "logo_uri",
                "logo_uri#de",
                "policy_uri",
                "tos_uri",
                "tos_uri#pt-BR",
                "jwks_uri",
                "sector_identifier_uri",
                "initiate_login_uri",
                "backchannel_logout_uri",
                "frontchannel_logout_uri"
            })
    void refusesOtherUris(String member) {
        refused(Map.of(member, "data:text/html,x"), INVALID).body("error_description", startsWith(member + " "));
    }

    @Test
    void namesEveryFault() {
        refused(
                        Map.of(
                                "client_name", " ",
                                "tos_uri", "ftp://registrant.example.com/",
                                "subject_type", "special",
                                "contacts", "not a list"),
                        INVALID)
                .body(
                        "error_description",
                        allOf(
                                containsString("client_name "),
                                containsString("tos_uri "),
                                containsString("subject_type "),
                                containsString("contacts must be a list of strings")));
    }

    @ParameterizedTest
    @CsvSource({
        "id_token_signed_response_alg, none",
        "id_token_signed_response_alg, ES512",
        "userinfo_signed_response_alg, ML-DSA-44",
        "introspection_signed_response_alg, RS512",
        "authorization_signed_response_alg, RS512",
        "token_endpoint_auth_method, tls_client_auth",
        "token_endpoint_auth_method, private_key_jwt",
        "token_endpoint_auth_method, made_up"
    })
    void refusesWhatItCannotDo(String member, String value) {
        refused(Map.of(member, value), INVALID).body("error_description", containsString(member + " "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "x",
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "{\"jwks\":{\"keys\":[{\"kty\":\"\\u0000\"}]}}"
            })
    void refusesBodiesThatAreNoMetadata(String body) {
        given().contentType("application/json")
                .body(body)
                .post("/register")
                .then()
                .statusCode(400)
                .body("error", equalTo(INVALID));
    }

    /** S27: deep, long and wide. */
    @Test
    void refusesBombs() {
        Map<String, Object> wide = new HashMap<>(metadata(Map.of()));
        for (int i = 0; i < 101; i++) {
            wide.put("client_name#aa-" + i, "x");
        }
        post(wide).then().statusCode(400).body("error", equalTo(INVALID));
        assertThat(postText("{\"jwks\":" + "[".repeat(5000) + "]".repeat(5000) + "}"))
                .isEqualTo(400);
        assertThat(postText("{\"client_name\":\"" + "x".repeat(100_000) + "\"}"))
                .isEqualTo(400);
    }

    /** Rest-assured is slow with such bodies. */
    private int postText(String body) {
        HttpRequest request = HttpRequest.newBuilder(provider.resolve("/register"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void takesJsonAlone() {
        given().formParam("client_name", "x").post("/register").then().statusCode(415);
        given().get("/register").then().statusCode(405);
    }

    /** Errors of metadata are no errors of a token. */
    @Test
    void challengesNobodyForFaultyMetadata() {
        refused(Map.of("subject_type", "x"), INVALID).header("WWW-Authenticate", nullValue());
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

    private Allowance allowance(String name, String value) {
        return new Allowance(Setting.of(name, value), features, scopes, authentication);
    }

    private static io.restassured.response.ValidatableResponse refused(Map<String, ?> changes, String error) {
        Response response = post(metadata(changes));
        return response.then()
                .statusCode(400)
                .header("Cache-Control", "no-store")
                .body("error", equalTo(error));
    }
}
