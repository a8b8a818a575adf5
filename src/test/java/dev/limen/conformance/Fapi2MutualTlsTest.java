package dev.limen.conformance;

import static dev.limen.conformance.Walk.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.client.CertificatesProfile;
import dev.limen.support.Authority;
import dev.limen.support.Authority.Identity;
import dev.limen.support.Jwt;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** FAPI 2.0 Security Profile, with certificates: they authenticate the client, and its tokens are bound to them. */
@QuarkusTest
@TestProfile(ConformanceSetup.class)
class Fapi2MutualTlsTest {

    private static final String ID = "fapi2-mtls-1";

    @TestHTTPResource(value = "/", tls = true)
    URL https;

    private final HttpClient client = connected("mtls");
    private final HttpClient other = connected("mtls2");
    private final UserAgent browser = new UserAgent(PROVIDER);

    @Test
    void theWholeWay() throws Exception {
        Request request = FapiWalk.request(ID);
        Map<String, String> answer = answer(request);
        assertThat(answer).containsEntry("iss", PROVIDER.toString());
        JsonPath tokens = good(post(client, "/token", redemption(request, answer)));
        assertThat(tokens.getString("token_type")).isEqualTo("Bearer");
        Jwt accessToken = Jwt.of(tokens.getString("access_token"));
        assertThat(((Map<?, ?>) accessToken.claims().get("cnf")).keySet().toString())
                .isEqualTo("[x5t#S256]");
        assertThat(Jwt.of(tokens.getString("id_token")).header()).containsEntry("alg", "PS256");
        assertThat(userinfo(client, tokens)).isEqualTo(200);
        assertThat(userinfo(other, tokens)).as("another certificate").isEqualTo(401);
        JsonPath refreshed = good(post(client, "/token", refresh(tokens)));
        assertThat(refreshed.getString("refresh_token")).isEqualTo(tokens.getString("refresh_token"));
    }

    /** RFC 8705, sections 2 and 3. */
    @Test
    void anotherCertificateOrNoneIsAnotherClient() throws Exception {
        Request request = FapiWalk.request(ID);
        Map<String, String> form = new HashMap<>(request.parameters());
        assertThat(post(other, "/par", form).statusCode()).isEqualTo(401);
        HttpClient none = HttpClient.newBuilder()
                .sslContext(CertificatesProfile.authority().trustingTls())
                .build();
        assertThat(post(none, "/par", form).statusCode()).isEqualTo(401);
        Map<String, String> answer = answer(request);
        assertThat(post(other, "/token", redemption(request, answer)).statusCode())
                .isEqualTo(401);
        assertThat(post(client, "/token", redemption(request, answer)).statusCode())
                .isEqualTo(200);
    }

    private Map<String, String> answer(Request request) throws Exception {
        JsonPath pushed =
                JsonPath.from(post(client, "/par", request.parameters()).body());
        URI reference = PROVIDER.resolve(
                "/authorize?client_id=" + ID + "&request_uri=" + encoded(pushed.getString("request_uri")));
        return RelyingParty.answer(Walk.through(browser, browser.get(reference)));
    }

    private static Map<String, String> redemption(Request request, Map<String, String> answer) {
        Map<String, String> form = new HashMap<>(request.redemption(answer));
        form.put("client_id", ID);
        return form;
    }

    private static Map<String, String> refresh(JsonPath tokens) {
        return Map.of(
                "grant_type", "refresh_token", "refresh_token", tokens.getString("refresh_token"), "client_id", ID);
    }

    private int userinfo(HttpClient http, JsonPath tokens) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(https.toURI().resolve("/userinfo"))
                .header("Authorization", "Bearer " + tokens.getString("access_token"))
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    private HttpResponse<String> post(HttpClient http, String path, Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return http.send(
                HttpRequest.newBuilder(https.toURI().resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonPath good(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonPath.from(response.body());
    }

    /** TLS with a certificate of the plan, as the suite connects. */
    private static HttpClient connected(String member) {
        try {
            Map<?, ?> pem = (Map<?, ?>) Walk.plan("fapi2-mtls").get(member);
            byte[] certificate = ((String) pem.get("cert")).getBytes(StandardCharsets.US_ASCII);
            String key = ((String) pem.get("key")).replaceAll("-----[A-Z ]+-----", "");
            Identity identity = new Identity(
                    (X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(certificate)),
                    KeyFactory.getInstance("EC")
                            .generatePrivate(new PKCS8EncodedKeySpec(
                                    Base64.getMimeDecoder().decode(key))),
                    Optional.empty());
            Authority authority = CertificatesProfile.authority();
            return HttpClient.newBuilder()
                    .sslContext(identity.tls(authority.certificate()))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
