package dev.limen.discovery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.limen.config.Feature;
import dev.limen.protocol.ClientMetadata;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.UserAgent;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An endpoint that is off answers 404 and is absent from the metadata. */
@QuarkusTest
@TestProfile(FeaturesOffTest.Off.class)
class FeaturesOffTest {

    @ParameterizedTest
    @CsvSource({
        "/userinfo, userinfo_endpoint",
        "/introspect, introspection_endpoint",
        "/revoke, revocation_endpoint",
        "/logout, end_session_endpoint",
        "/device_authorization, device_authorization_endpoint",
        "/par, pushed_authorization_request_endpoint",
        "/bc-authorize, backchannel_authentication_endpoint"
    })
    void isNotThere(String path, String member) {
        given().get("/.well-known/openid-configuration").then().statusCode(200).body("$", not(hasKey(member)));
        given().auth().oauth2("x").formParam("token", "x").post(path).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "userinfo_signing_alg_values_supported",
        "userinfo_encryption_alg_values_supported",
        "introspection_signing_alg_values_supported",
        "introspection_encryption_enc_values_supported",
        "introspection_endpoint_auth_methods_supported",
        "revocation_endpoint_auth_methods_supported",
        "authorization_signing_alg_values_supported",
        "authorization_encryption_enc_values_supported",
        "require_pushed_authorization_requests",
        "require_signed_request_object",
        "request_object_signing_alg_values_supported",
        "request_object_encryption_alg_values_supported",
        "backchannel_token_delivery_modes_supported",
        "backchannel_user_code_parameter_supported",
        "backchannel_authentication_request_signing_alg_values_supported",
        "backchannel_logout_supported",
        "backchannel_logout_session_supported",
        "frontchannel_logout_supported",
        "frontchannel_logout_session_supported"
    })
    void neitherIsWhatBelongsToIt(String member) {
        given().get("/.well-known/openid-configuration").then().body("$", not(hasKey(member)));
    }

    @Test
    void neitherAreThePagesAndTheGrantOfDevices() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body("grant_types_supported", not(hasItem(ClientMetadata.DEVICE_CODE)));
        given().get("/device").then().statusCode(404);
        given().get("/device/qr?user_code=BCDF-GHJK").then().statusCode(404);
        given().get("/device/" + "A".repeat(43)).then().statusCode(404);
        given().formParam("client_id", "tv")
                .formParam("grant_type", ClientMetadata.DEVICE_CODE)
                .formParam("device_code", "x")
                .post("/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("unsupported_grant_type"));
    }

    /** OpenID Connect Core 1.0, section 3.1.2.6: each parameter has its own refusal, and no key is there to encrypt to. */
    @Test
    void neitherAreRequestObjects() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body("request_parameter_supported", equalTo(false))
                .body("request_uri_parameter_supported", equalTo(false));
        given().get("/jwks").then().body("keys.use", not(hasItem("enc")));
        RelyingParty web = RelyingParty.web(Provider.uri());
        UserAgent browser = new UserAgent(Provider.uri());
        assertThat(RelyingParty.answer(browser.get(
                        web.request("openid").with("request", "e30.e30.e30").uri())))
                .containsEntry("error", "request_not_supported");
        for (String uri : List.of("https://app.example.com/r", "urn:ietf:params:oauth:request_uri:x")) {
            assertThat(RelyingParty.answer(browser.get(
                            web.request("openid").with("request_uri", uri).uri())))
                    .containsEntry("error", "request_uri_not_supported");
        }
    }

    @Test
    void neitherAreThePagesTheApiAndTheGrantOfBackchannelRequests() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body("grant_types_supported", not(hasItem(ClientMetadata.CIBA)));
        given().get("/approvals").then().statusCode(404);
        given().get("/approvals/" + "A".repeat(43)).then().statusCode(404);
        given().auth().oauth2("x").get("/admin/api/ciba/requests").then().statusCode(404);
        given().auth()
                .oauth2("x")
                .post("/admin/api/ciba/requests/x/approve")
                .then()
                .statusCode(404);
        RelyingParty.bank(Provider.uri())
                .token(Map.of("grant_type", ClientMetadata.CIBA, "auth_req_id", "x"))
                .then()
                .statusCode(400)
                .body("error", equalTo("unsupported_grant_type"));
    }

    @Test
    void neitherAreResponsesAsJwt() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body("response_modes_supported", not(hasItem("jwt")))
                .body("response_modes_supported", not(hasItem("query.jwt")));
        RelyingParty web = RelyingParty.web(Provider.uri());
        for (String mode : List.of("jwt", "query.jwt", "fragment.jwt", "form_post.jwt")) {
            assertThat(RelyingParty.answer(new UserAgent(Provider.uri())
                            .get(web.request("openid")
                                    .with("response_mode", mode)
                                    .uri())))
                    .containsEntry("error", "invalid_request");
        }
    }

    /** Not even asked for: the host has no name. */
    @Test
    void neitherAreClientsThatADocumentDescribes() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body("$", not(hasKey("client_id_metadata_document_supported")));
        given().redirects()
                .follow(false)
                .get(RelyingParty.registered(
                                Provider.uri(), "https://app.invalid/client", null, "https://app.invalid/cb")
                        .request("openid")
                        .uri())
                .then()
                .statusCode(400)
                .body(containsString("client_id is not known"));
    }

    @Test
    void neitherAreTheStatusLists() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body("$", not(hasKey("status_list_aggregation_endpoint")));
        given().get("/status-lists").then().statusCode(404);
        given().get("/status-lists/1").then().statusCode(404);
    }

    @Test
    void neitherAreAuthorizationDetails() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body("$", not(hasKey("authorization_details_types_supported")));
        RelyingParty planner = RelyingParty.planner(Provider.uri());
        String details = "[{\"type\":\"folder_access\",\"path\":\"/\"}]";
        assertThat(RelyingParty.answer(new UserAgent(Provider.uri())
                        .get(planner.request("openid")
                                .with("authorization_details", details)
                                .uri())))
                .containsEntry("error", "invalid_request");
        planner.token(Map.of("grant_type", ClientMetadata.CLIENT_CREDENTIALS, "authorization_details", details))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    /** A place in a list that nobody can fetch would make resource servers refuse the token. */
    @Test
    void neitherIsThePlaceOfATokenInAStatusList() {
        String token = RelyingParty.robot(Provider.uri())
                .token(Map.of("grant_type", ClientMetadata.CLIENT_CREDENTIALS))
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        assertThat(Visitor.claims(token).getMap("")).containsKey("jti").doesNotContainKey("status");
    }

    @Test
    void neitherIsTheFrameNorTheStateOfTheBrowserInAnswers() {
        given().get("/.well-known/openid-configuration").then().body("$", not(hasKey("check_session_iframe")));
        given().get("/check-session").then().statusCode(404);
        UserAgent browser = new UserAgent(Provider.uri());
        Map<String, String> answer = People.BOB.authorize(
                browser, RelyingParty.intranet(Provider.uri()).request("openid"));
        assertThat(answer).containsKey("code").doesNotContainKey("session_state");
        assertThat(browser.cookies()).doesNotContainKey("limen-state");
    }

    public static final class Off implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Arrays.stream(Feature.values()).collect(Collectors.toMap(Feature::setting, feature -> "false"));
        }
    }
}
