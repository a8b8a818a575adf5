package dev.limen.proof;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.limen.support.DpopKey;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** RFC 8705, sections 3 and 4, and S30 for certificates: behind a proxy that passes the client's certificate on. */
@QuarkusTest
@TestProfile(CertificateBoundTest.BehindProxy.class)
class CertificateBoundTest {

    private static final URI PROVIDER = Provider.uri();
    private static final String HEADER = "Client-Cert";

    /** The SHA-256 fingerprint of the first certificate. */
    private static final String THUMBPRINT = "P1KwLNUtLtRoKDI5jwEG9oztHLPs_Bv_rObCj-db36Q";

    private final String one = certificate("one");
    private final String two = certificate("two");
    private final RelyingParty certified = RelyingParty.certified(PROVIDER);
    private final RelyingParty page = RelyingParty.certifiedPage(PROVIDER);

    /** As an operator would set it. */
    public static class BehindProxy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "limen.mtls.certificate-header", HEADER, "limen.mtls.trusted-proxies", "127.0.0.1/32,::1/128");
        }
    }

    @Test
    void aTokenIsBoundToTheCertificate() {
        JsonPath tokens = tokens(certified.behind(HEADER, one));
        assertThat(tokens.getString("token_type")).isEqualTo("Bearer");
        assertThat(Visitor.claims(tokens.getString("access_token")).getMap("cnf"))
                .isEqualTo(Map.of("x5t#S256", THUMBPRINT));
        certified
                .behind(HEADER, one)
                .post("/introspect", Map.of("token", tokens.getString("access_token")))
                .then()
                .body("active", equalTo(true))
                .body("token_type", equalTo("Bearer"))
                .body("cnf.'x5t#S256'", equalTo(THUMBPRINT));
    }

    @Test
    void withoutACertificateTheClientGetsNothingAndLosesNothing() {
        Request request = certified.request("openid");
        Map<String, String> answer = People.ALICE.authorize(new UserAgent(PROVIDER), request);
        refused(request.redeem(answer), "invalid_request");
        refused(request.redeem(certified.proving(DpopKey.generate()), answer), "invalid_request");
        request.redeem(certified.behind(HEADER, one), answer).then().statusCode(200);
        refused(certified.token(Map.of("grant_type", "client_credentials", "scope", "api:read")), "invalid_request");
    }

    @Test
    void anAccessTokenWorksWithItsCertificateAlone() {
        String token = tokens(certified.behind(HEADER, one)).getString("access_token");
        invalid(userinfo(given(), token));
        invalid(userinfo(given().header(HEADER, two), token));
        userinfo(given().header(HEADER, one), token).statusCode(200).body("sub", equalTo(People.ALICE.sub()));
        DpopKey key = DpopKey.generate();
        given().header(HEADER, one)
                .header("Authorization", "DPoP " + token)
                .header("DPoP", key.forUserinfo(PROVIDER, token))
                .get(PROVIDER.resolve("/userinfo"))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("DPoP realm=\"limen\", error=\"invalid_token\""));
    }

    /** Section 4. */
    @Test
    void aRefreshTokenOfAPublicClientWorksWithItsCertificateAlone() {
        String refreshToken = tokens(page.behind(HEADER, one)).getString("refresh_token");
        refused(page.refresh(refreshToken), "invalid_request");
        refused(page.behind(HEADER, two).refresh(refreshToken), "invalid_grant");
        page.behind(HEADER, one).refresh(refreshToken).then().statusCode(200);
    }

    /** A confidential client may renew its certificate. */
    @Test
    void aRefreshTokenOfAConfidentialClientMayMoveToAnother() {
        String refreshToken = tokens(certified.behind(HEADER, one)).getString("refresh_token");
        refused(certified.refresh(refreshToken), "invalid_request");
        String token = certified
                .behind(HEADER, two)
                .refresh(refreshToken)
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        invalid(userinfo(given().header(HEADER, one), token));
        userinfo(given().header(HEADER, two), token).statusCode(200);
    }

    /** Only who registered for it has its tokens bound: a certificate may serve to authenticate alone. */
    @Test
    void aCertificateOfAnotherClientBindsNothing() {
        String token =
                tokens(RelyingParty.intranet(PROVIDER).behind(HEADER, one)).getString("access_token");
        assertThat(Visitor.claims(token).getMap("")).doesNotContainKey("cnf");
        userinfo(given(), token).statusCode(200);
    }

    @Test
    void theMetadataSaysSo() {
        given().get(PROVIDER.resolve("/.well-known/openid-configuration"))
                .then()
                .body("tls_client_certificate_bound_access_tokens", equalTo(true));
    }

    private static JsonPath tokens(RelyingParty client) {
        return new Visitor(PROVIDER, People.ALICE).tokens(client, "openid");
    }

    private static ValidatableResponse userinfo(RequestSpecification request, String token) {
        return request.auth().oauth2(token).get(PROVIDER.resolve("/userinfo")).then();
    }

    private static void invalid(ValidatableResponse answer) {
        answer.statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer realm=\"limen\", error=\"invalid_token\""))
                .body("sub", nullValue());
    }

    private static void refused(Response response, String error) {
        response.then().statusCode(400).body("error", equalTo(error)).body("access_token", nullValue());
    }

    /** RFC 9440, section 2.2: DER in base64 between colons. */
    private static String certificate(String name) {
        try (InputStream pem = CertificateBoundTest.class.getResourceAsStream("/certificates/" + name + ".pem")) {
            String text = new String(pem.readAllBytes(), StandardCharsets.US_ASCII);
            return ":" + text.replaceAll("-----[A-Z ]+-----|\\s", "") + ":";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
