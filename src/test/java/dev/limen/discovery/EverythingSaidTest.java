package dev.limen.discovery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.limen.protocol.ClientMetadataRules;
import dev.limen.support.Backchannel;
import dev.limen.support.Device;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Nothing is said that is not true: each member of the metadata has somebody here who tries it, and a member without one
 * fails.
 */
@QuarkusTest
class EverythingSaidTest {

    private static final URI PROVIDER = Provider.uri();
    private static final String CONFIGURATION = "/.well-known/openid-configuration";

    @Inject
    TrialClient trial;

    @Inject
    ProviderMetadata provider;

    private final UserAgent browser = new UserAgent(PROVIDER);
    private final Map<String, Consumer<Object>> callers = new LinkedHashMap<>();

    @Test
    void everyMemberIsTrue() {
        provider.refresh(); // other tests may have declared what is gone by now
        trial.register(Map.of());
        People.ALICE.authorize(browser, trial.client().request("openid"));
        callers();
        SoftAssertions failures = new SoftAssertions();
        metadata().forEach((member, value) -> failures.assertThatCode(
                        () -> callers.getOrDefault(member, EverythingSaidTest::nobodyTries)
                                .accept(value))
                .as("%s: %s", member, value)
                .doesNotThrowAnyException());
        failures.assertAll();
    }

    private static void nobodyTries(Object value) {
        throw new AssertionError("no caller for it");
    }

    private void callers() {
        endpoints();
        authorizationRequests();
        tokenRequests();
        clientAuthentication();
        clientJwts();
        statements();
    }

    private void endpoints() {
        endpoint("authorization_endpoint", url -> assertThat(new UserAgent(PROVIDER)
                        .get(below(url, trial.client().request("openid").uri()))
                        .page())
                .isEqualTo("login"));
        endpoint("token_endpoint", url -> post(url).then().statusCode(400).body("error", equalTo("invalid_request")));
        endpoint(
                "userinfo_endpoint",
                url -> given().get(url).then().statusCode(401).header("WWW-Authenticate", startsWith("Bearer")));
        endpoint("revocation_endpoint", url -> post(url).then().statusCode(200));
        endpoint(
                "introspection_endpoint",
                url -> post(url).then().statusCode(200).body("active", equalTo(false)));
        endpoint("device_authorization_endpoint", url -> {
            assertThat(url.getPath()).isEqualTo("/device_authorization");
            assertThat(Device.begin(RelyingParty.tv(PROVIDER), "openid").userCode())
                    .isNotEmpty();
        });
        endpoint("backchannel_authentication_endpoint", url -> {
            assertThat(url.getPath()).isEqualTo("/bc-authorize");
            assertThat(Backchannel.begin(RelyingParty.bank(PROVIDER), People.ALICE, "openid")
                            .error())
                    .isEqualTo("authorization_pending");
        });
        endpoint("pushed_authorization_request_endpoint", url -> {
            assertThat(url.getPath()).isEqualTo("/par");
            assertThat(browser.get(trial.client().request("openid").pushedUri()).elsewhere())
                    .isTrue();
        });
        endpoint(
                "end_session_endpoint",
                url -> assertThat(new UserAgent(PROVIDER).get(url).page()).isEqualTo("signed-out"));
        endpoint("registration_endpoint", url -> given().contentType("application/json")
                .body("{}")
                .post(url)
                .then()
                .statusCode(anyOf(is(400), is(401))));
        endpoint("check_session_iframe", url -> {
            given().get(url).then().statusCode(200).header("X-Frame-Options", nullValue());
            assertThat(answer("scope", "openid")).containsKey("session_state");
        });
        endpoint("status_list_aggregation_endpoint", url -> {
            tokens();
            List<String> lists =
                    given().get(url).then().statusCode(200).extract().path("status_lists");
            assertThat(lists)
                    .isNotEmpty()
                    .allSatisfy(
                            list -> given().get(list).then().statusCode(200).contentType("application/statuslist+jwt"));
        });
        endpoint("jwks_uri", url -> given().get(url).then().statusCode(200).body("keys.size()", not(equalTo(0))));
        endpoint("issuer", url -> given().get(url + CONFIGURATION).then().body("issuer", equalTo(url.toString())));
    }

    private void authorizationRequests() {
        each("response_types_supported", type -> assertThat(answer("response_type", type))
                .containsKeys(Stream.of(type.split(" "))
                        .map(part -> part.equals("token") ? "access_token" : part)
                        .toArray(String[]::new)));
        each("response_modes_supported", mode -> {
            Visit visit = browser.get(
                    trial.client().request("openid").with("response_mode", mode).uri());
            switch (mode) {
                case "query" -> assertThat(visit.address().getRawQuery()).contains("code=");
                case "fragment" -> assertThat(visit.address().getRawFragment()).contains("code=");
                case "jwt", "query.jwt" ->
                    assertThat(visit.address().getRawQuery()).startsWith("response=");
                case "fragment.jwt" ->
                    assertThat(visit.address().getRawFragment()).startsWith("response=");
                default -> assertThat(visit.page()).isEqualTo("form-post");
            }
        });
        each("prompt_values_supported", prompt -> {
            Visit visit = browser.get(
                    trial.client().request("openid").with("prompt", prompt).uri());
            switch (prompt) {
                case "none" -> assertThat(RelyingParty.answer(visit)).containsKey("code");
                case "login", "consent" -> assertThat(visit.page()).isEqualTo(prompt);
                default -> assertThat(visit.page()).isEqualTo("accounts");
            }
        });
        each("display_values_supported", display -> assertThat(answer("display", display))
                .containsKey("code"));
        each("acr_values_supported", acr -> {
            Request request = trial.client().request("openid").with("acr_values", acr);
            assertThat(idToken(request).getString("acr")).isEqualTo(acr);
        });
        each("authorization_details_types_supported", type -> {
            trial.register(Map.of("authorization_details_types", List.of(type)));
            // refused for its form, and so not for its type
            assertThat(answer("authorization_details", "[{\"type\":\"" + type + "\",\"unheard-of\":1}]"))
                    .containsEntry("error", "invalid_authorization_details")
                    .containsEntry(
                            "error_description", "authorization_details has an object that its type does not allow");
        });
        each("code_challenge_methods_supported", method -> assertThat(answer("code_challenge_method", method))
                .containsKey("code"));
        each("ui_locales_supported", locale -> {
            Visit visit = new UserAgent(PROVIDER)
                    .get(trial.client()
                            .request("openid")
                            .with("ui_locales", locale)
                            .uri());
            assertThat(visit.document().select("html").attr("lang")).isEqualTo(locale);
        });
        each("scopes_supported", scope -> {
            trial.register(Map.of("scope", "openid " + scope));
            assertThat(answer("scope", "openid " + scope)).containsKey("code");
        });
    }

    private void tokenRequests() {
        each("grant_types_supported", type -> {
            if (type.equals("implicit")) {
                assertThat(this.<List<String>>said("response_types_supported")).anyMatch(r -> r.contains("token"));
                return;
            }
            trial.client()
                    .token(Map.of("grant_type", type))
                    .then()
                    .body("error", not(equalTo("unsupported_grant_type")));
        });
        each("dpop_signing_alg_values_supported", trial::proves);
    }

    private void clientAuthentication() {
        for (String endpoint : List.of("token", "revocation", "introspection")) {
            each(endpoint + "_endpoint_auth_methods_supported", method -> trial.mayAuthenticate(method));
            each(endpoint + "_endpoint_auth_signing_alg_values_supported", trial::maySign);
        }
    }

    private void clientJwts() {
        each("id_token_signing_alg_values_supported", alg -> {
            trial.register(Map.of("id_token_signed_response_alg", alg));
            String token = tokens().getString("id_token");
            assertThat(Visitor.header(token).getString("alg")).isEqualTo(alg);
            if (!alg.startsWith("HS")) {
                given().get(this.<String>said("jwks_uri")).then().body("keys.alg", hasItem(alg));
            }
        });
        each("userinfo_signing_alg_values_supported", alg -> {
            trial.register(Map.of("userinfo_signed_response_alg", alg));
            assertThat(Visitor.header(userinfo()).getString("alg")).isEqualTo(alg);
        });
        each("introspection_signing_alg_values_supported", alg -> {
            trial.register(Map.of("introspection_signed_response_alg", alg));
            assertThat(Visitor.header(introspection()).getString("alg")).isEqualTo(alg);
        });
        encrypted("id_token", () -> tokens().getString("id_token"));
        encrypted("userinfo", this::userinfo);
        encrypted("introspection", this::introspection);
        each("authorization_signing_alg_values_supported", alg -> {
            trial.register(Map.of("authorization_signed_response_alg", alg));
            assertThat(Visitor.header(response()).getString("alg")).isEqualTo(alg);
        });
        encrypted("authorization", this::response);
        each("request_object_signing_alg_values_supported", trial::maySignRequests);
        each("request_object_encryption_alg_values_supported", trial::mayEncryptRequests);
        each("request_object_encryption_enc_values_supported", enc -> assertThat(enc)
                .isIn(ClientMetadataRules.CONTENT_ENCRYPTIONS));
    }

    private String response() {
        return answer("response_mode", "jwt").get("response");
    }

    private void encrypted(String what, Supplier<String> jwe) {
        each(what + "_encryption_alg_values_supported", alg -> {
            trial.register(Map.of(what + "_encrypted_response_alg", alg));
            assertThat(Visitor.header(jwe.get()).getString("alg")).isEqualTo(alg);
        });
        each(what + "_encryption_enc_values_supported", enc -> {
            trial.register(
                    Map.of(what + "_encrypted_response_alg", "RSA-OAEP-256", what + "_encrypted_response_enc", enc));
            assertThat(Visitor.header(jwe.get()).getString("enc")).isEqualTo(enc);
        });
    }

    private void statements() {
        each("subject_types_supported", type -> {
            trial.register(Map.of("subject_type", type));
            String sub = Visitor.claims(tokens().getString("id_token")).getString("sub");
            assertThat(sub.equals(People.ALICE.sub())).isEqualTo(type.equals("public"));
        });
        callers.put("claim_types_supported", value -> assertThat(value).isEqualTo(List.of("normal")));
        callers.put("claims_supported", this::claims);
        callers.put("authorization_response_iss_parameter_supported", value -> assertThat(
                        answer("scope", "openid").containsKey("iss"))
                .isEqualTo(value));
        for (String channel : List.of("back", "front")) {
            callers.put(
                    channel + "channel_logout_supported",
                    value -> trial.register(Map.of(channel + "channel_logout_uri", "https://trial.example.com/out")));
            callers.put(channel + "channel_logout_session_supported", value -> assertThat(
                            idToken(trial.client().request("openid")).getMap("").containsKey("sid"))
                    .isEqualTo(value));
        }
        callers.put("claims_parameter_supported", value -> {
            Request request = trial.client().request("openid").with("claims", "{\"id_token\":{\"email\":null}}");
            assertThat(idToken(request).getMap("").containsKey("email")).isEqualTo(value);
        });
        callers.put("request_parameter_supported", value -> {
            assertThat(value).isEqualTo(true);
            assertThat(answer("request", "x.y.z")).containsEntry("error", "invalid_request_object");
        });
        callers.put("request_uri_parameter_supported", value -> {
            assertThat(value).isEqualTo(true);
            assertThat(answer("request_uri", "https://a.example/r")).containsEntry("error", "invalid_request_uri");
        });
        callers.put("require_signed_request_object", value -> assertThat(
                        answer("scope", "openid").containsKey("code"))
                .isNotEqualTo(value));
        callers.put("require_pushed_authorization_requests", value -> assertThat(
                        answer("scope", "openid").containsKey("code"))
                .isNotEqualTo(value));
        callers.put("require_request_uri_registration", value -> assertThat(value)
                .isEqualTo(said("request_uri_parameter_supported")));
        each("backchannel_token_delivery_modes_supported", mode -> {
            RelyingParty client = mode.equals("ping") ? RelyingParty.shop(PROVIDER) : RelyingParty.bank(PROVIDER);
            Map<String, String> more =
                    mode.equals("ping") ? Map.of("client_notification_token", "x".repeat(32)) : Map.of();
            assertThat(Backchannel.begin(client, People.ALICE, more).error()).isEqualTo("authorization_pending");
        });
        each("backchannel_authentication_request_signing_alg_values_supported", trial::maySignBackchannelRequests);
        callers.put("backchannel_user_code_parameter_supported", value -> {
            assertThat(value).isEqualTo(false);
            Backchannel.request(
                            RelyingParty.bank(PROVIDER),
                            Map.of("scope", "openid", "login_hint", "alice", "user_code", "1234"))
                    .then()
                    .statusCode(400);
        });
        callers.put("tls_client_certificate_bound_access_tokens", value -> assertThat(value)
                .isEqualTo(this.<List<String>>said("token_endpoint_auth_methods_supported")
                        .contains("tls_client_auth")));
    }

    /** Each claim is in an ID token, or comes from userinfo for somebody of whom everything is known. */
    private void claims(Object value) {
        trial.register(Map.of("scope", String.join(" ", this.<List<String>>said("scopes_supported"))));
        JsonPath tokens = tokens(trial.client().request(trial.scope()));
        Set<String> seen = new HashSet<>(Visitor.claims(tokens.getString("id_token")).getMap("").keySet().stream()
                .map(Object::toString)
                .toList());
        seen.addAll(given().auth()
                .oauth2(tokens.getString("access_token"))
                .get("/userinfo")
                .jsonPath()
                .<String, Object>getMap("")
                .keySet());
        List<Object> unseen = new ArrayList<>((List<?>) value);
        unseen.removeAll(seen);
        assertThat(unseen).isSubsetOf(mayBeUnknown());
    }

    /** What need not be there: {@code azp} without a second audience, and what is not known of Alice. */
    Set<String> mayBeUnknown() {
        return Set.of("azp", "middle_name");
    }

    private Map<String, String> answer(String parameter, String value) {
        Visit visit = browser.get(
                trial.client().request("openid").with(parameter, value).uri());
        return RelyingParty.answer(visit);
    }

    private JsonPath tokens() {
        return tokens(trial.client().request("openid"));
    }

    private JsonPath tokens(Request request) {
        return request.redeem(People.ALICE.authorize(browser, request))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath idToken(Request request) {
        return Visitor.claims(tokens(request).getString("id_token"));
    }

    private String userinfo() {
        return given().auth()
                .oauth2(tokens().getString("access_token"))
                .get("/userinfo")
                .asString();
    }

    private String introspection() {
        return trial.client()
                .introspect(tokens().getString("access_token"), "application/token-introspection+jwt")
                .asString();
    }

    private Response post(URI url) {
        return trial.client().post(url.getPath(), Map.of("token", "x"));
    }

    private static URI below(URI endpoint, URI request) {
        return URI.create(endpoint + "?" + request.getRawQuery());
    }

    private void endpoint(String member, Consumer<URI> caller) {
        callers.put(member, value -> caller.accept(URI.create(value.toString())));
    }

    /** A caller for each value of a list, with a fresh registration. */
    private void each(String member, Consumer<String> caller) {
        callers.put(member, values -> {
            for (Object value : (List<?>) values) {
                trial.register(Map.of());
                try {
                    caller.accept(value.toString());
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError(String.format(Locale.ROOT, "%s: %s", value, e.getMessage()), e);
                }
            }
        });
    }

    @SuppressWarnings("unchecked")
    private <T> T said(String member) {
        return (T) metadata().get(member);
    }

    private static Map<String, Object> metadata() {
        return given().get(CONFIGURATION)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("");
    }
}
