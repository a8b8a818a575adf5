package dev.limen.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.client.ClientRegistration.FingerprintedSecret;
import dev.limen.client.ClientRegistration.Secrets;
import dev.limen.jose.PublicJwk;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Secret;
import dev.limen.support.Authority;
import dev.limen.support.Authority.Identity;
import dev.limen.support.TestClock;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8705, section 2, over real TLS and behind a proxy. */
@QuarkusTest
@TestProfile(CertificatesProfile.class)
class MutualTlsTest {

    private static final String TLS = "tls_client_auth";
    private static final String SELF_SIGNED = "self_signed_tls_client_auth";
    private static final String DN = "CN=robot,O=Example Ltd,C=DE";

    private final Authority authority = CertificatesProfile.authority();

    @Inject
    Clients clients;

    @Inject
    TestClock clock;

    @TestHTTPResource(value = "/", tls = true)
    URL https;

    @TestHTTPResource("/")
    URL http;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void saysWhatItCanDo() throws Exception {
        JsonPath metadata = JsonPath.from(HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(http.toURI().resolve("/.well-known/openid-configuration"))
                                .build(),
                        BodyHandlers.ofString())
                .body());
        for (String endpoint : List.of("token", "revocation", "introspection")) {
            assertThat(metadata.getList(endpoint + "_endpoint_auth_methods_supported"))
                    .contains(TLS, SELF_SIGNED);
        }
        assertThat(metadata.getMap("mtls_endpoint_aliases"))
                .containsEntry("token_endpoint", "https://mtls.example.com/id/token")
                .containsEntry("introspection_endpoint", "https://mtls.example.com/id/introspect")
                .containsEntry("revocation_endpoint", "https://mtls.example.com/id/revoke")
                .doesNotContainKey("authorization_endpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {DN, "cn=Robot, o=example  ltd, c=de", "2.5.4.3=robot,2.5.4.10=Example Ltd,2.5.4.6=DE"})
    void knowsAClientByItsSubject(String registered) throws Exception {
        register("by-dn", TLS, Map.of("tls_client_auth_subject_dn", registered));
        assertThat(revoke("by-dn", authority.issue(DN))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CN=robot", "O=Example Ltd,CN=robot,C=DE", "CN=robot2,O=Example Ltd,C=DE", DN + ",ST=x"})
    void knowsNoOtherSubject(String registered) throws Exception {
        register("by-dn", TLS, Map.of("tls_client_auth_subject_dn", registered));
        assertThat(revoke("by-dn", authority.issue(DN))).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "2, tls_client_auth_san_dns, robot.example.com, ROBOT.example.com, other.example.com",
        "2, tls_client_auth_san_dns, *.example.com, *.example.com, robot.example.com",
        "6, tls_client_auth_san_uri, spiffe://example.com/robot, spiffe://example.com/robot, spiffe://example.com/Robot",
        "7, tls_client_auth_san_ip, 192.0.2.7, 192.0.2.7, 192.0.2.8",
        "7, tls_client_auth_san_ip, 2001:db8::7, 2001:DB8:0:0::7, 2001:db8::8",
        "1, tls_client_auth_san_email, robot@example.com, robot@example.com, robot@example.org"
    })
    void knowsAClientByAnAlternativeName(int kind, String member, String carried, String registered, String other)
            throws Exception {
        Identity identity = authority.issue(DN, new GeneralName(kind, carried));
        register("by-san", TLS, Map.of(member, registered));
        assertThat(revoke("by-san", identity)).isEqualTo(200);
        register("by-san", TLS, Map.of(member, other));
        assertThat(revoke("by-san", identity)).isEqualTo(401);
        register("by-san", TLS, Map.of("tls_client_auth_subject_dn", DN));
        assertThat(revoke("by-san", authority.issue("CN=x", new GeneralName(kind, carried))))
                .isEqualTo(401);
    }

    @Test
    void trustsItsAuthoritiesAlone() throws Exception {
        register("by-dn", TLS, Map.of("tls_client_auth_subject_dn", DN));
        assertThat(revoke("by-dn", Authority.named("Limen Test CA").issue(DN))).isEqualTo(401);
        assertThat(revoke("by-dn", Authority.selfSigned(DN))).isEqualTo(401);
        assertThat(revoke("by-dn", authority.issueForServersAlone(DN))).isEqualTo(401);
        Identity leaf = authority.issue("CN=leaf");
        assertThat(revoke("by-dn", Authority.of(leaf).issue(DN)))
                .as("no authority of ours")
                .isEqualTo(401);
        assertThat(revoke("by-dn")).isEqualTo(401);
        Identity right = authority.issue(DN);
        assertThat(revoke("by-dn", right)).isEqualTo(200);
        clock.advance(Duration.ofDays(3));
        assertThat(revoke("by-dn", right)).as("expired").isEqualTo(401);
    }

    @Test
    void knowsASelfSignedCertificateByTheKeysOfItsClient() throws Exception {
        Identity one = Authority.selfSigned("CN=self");
        Identity other = Authority.selfSigned("CN=self");
        String der = Base64.getEncoder().encodeToString(one.certificate().getEncoded());
        Map<String, Object> bare = PublicJwk.of(one.certificate().getPublicKey());
        Map<String, Object> withCertificate = new LinkedHashMap<>(bare);
        withCertificate.put("x5c", List.of(der));
        for (Map<String, Object> key : List.of(bare, withCertificate)) {
            register("by-key", SELF_SIGNED, Map.of("jwks", Map.of("keys", List.of(key))));
            assertThat(revoke("by-key", one)).isEqualTo(200);
            assertThat(revoke("by-key", other)).isEqualTo(401);
            assertThat(revoke("by-key", authority.issue(DN))).isEqualTo(401);
            assertThat(revoke("by-key")).isEqualTo(401);
        }
        Map<String, Object> anothers = new LinkedHashMap<>(bare);
        anothers.put(
                "x5c",
                List.of(Base64.getEncoder().encodeToString(other.certificate().getEncoded())));
        register("by-key", SELF_SIGNED, Map.of("jwks", Map.of("keys", List.of(anothers))));
        assertThat(revoke("by-key", one))
                .as("the certificate counts where there is one")
                .isEqualTo(401);
        register("by-key", SELF_SIGNED, Map.of("jwks", Map.of("keys", List.of(withCertificate))));
        clock.advance(Duration.ofDays(3));
        assertThat(revoke("by-key", one)).as("expired").isEqualTo(401);
    }

    @Test
    void knowsNoClientByACertificateAlone() throws Exception {
        register("by-dn", TLS, Map.of("tls_client_auth_subject_dn", DN));
        Identity right = authority.issue(DN);
        assertThat(send(tls(right), Map.of("token", "x"), Map.of()).statusCode())
                .isEqualTo(401);
        assertThat(send(tls(right), Map.of("token", "x", "client_id", "nobody"), Map.of())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void takesTheRegisteredMethodAlone() throws Exception {
        Identity right = authority.issue(DN);
        Map<String, Object> key = PublicJwk.of(right.certificate().getPublicKey());
        register("by-dn", TLS, Map.of("tls_client_auth_subject_dn", DN, "jwks", Map.of("keys", List.of(key))));
        assertThat(send(tls(right), Map.of("token", "x", "client_id", "by-dn", "client_secret", "x"), Map.of())
                        .statusCode())
                .isEqualTo(401);
        assertThat(revoke("by-dn", Authority.selfSigned(DN))).isEqualTo(401);
        assertThat(revoke("web", right)).isEqualTo(401);
    }

    /** The certificate may be there for the tokens' sake (RFC 8705, section 3). */
    @Test
    void letsOtherMethodsCarryACertificateAlong() throws Exception {
        Identity any = Authority.selfSigned("CN=any");
        assertThat(revoke("spa", any)).isEqualTo(200);
        FingerprintedSecret secret = new FingerprintedSecret(Secret.of("s3cret"), new byte[] {1});
        clients.store(new ClientRegistration(
                "by-secret",
                Optional.empty(),
                metadata("client_secret_post", Map.of()),
                Optional.of(Secrets.of(secret))));
        assertThat(send(tls(any), Map.of("token", "x", "client_id", "by-secret", "client_secret", "s3cret"), Map.of())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void believesTheHeaderOfATrustedProxy() throws Exception {
        register("by-dn", TLS, Map.of("tls_client_auth_subject_dn", DN));
        String header = escaped(authority.issue(DN).certificate());
        assertThat(proxied(CertificatesProfile.PROXY, header)).isEqualTo(200);
        assertThat(proxied(
                        CertificatesProfile.PROXY,
                        escaped(Authority.selfSigned(DN).certificate())))
                .isEqualTo(401);
        assertThat(proxied(CertificatesProfile.PROXY)).isEqualTo(401);
        assertThat(proxied(CertificatesProfile.PROXY, "")).isEqualTo(401);
        assertThat(proxied(CertificatesProfile.PROXY, "garbage%2")).isEqualTo(401);
        assertThat(proxied(CertificatesProfile.PROXY, header, header))
                .as("two of them")
                .isEqualTo(401);
    }

    /** S22: a header says nothing when it comes from anybody, whatever else the request claims. */
    @Test
    void believesNobodyElse() throws Exception {
        register("by-dn", TLS, Map.of("tls_client_auth_subject_dn", DN));
        String header = escaped(authority.issue(DN).certificate());
        assertThat(proxied("127.0.0.1", header)).isEqualTo(401);
        Map<String, String> claimed = Map.of(
                CertificatesProfile.HEADER,
                header,
                "X-Forwarded-For",
                CertificatesProfile.PROXY,
                "Forwarded",
                "for=" + CertificatesProfile.PROXY);
        assertThat(send(HttpClient.newHttpClient(), http, form("by-dn"), claimed)
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(tls(Authority.selfSigned("CN=x")), form("by-dn"), claimed)
                        .statusCode())
                .isEqualTo(401);
    }

    /** The certificate of a proxy's own connection is the proxy's, not the client's. */
    @Test
    void takesNoCertificateOfTheProxyItself() throws Exception {
        register("by-dn", TLS, Map.of("tls_client_auth_subject_dn", DN));
        HttpClient proxy = HttpClient.newBuilder()
                .sslContext(authority.issue(DN).tls(authority.certificate()))
                .localAddress(InetAddress.getByName(CertificatesProfile.PROXY))
                .build();
        assertThat(send(proxy, https, form("by-dn"), Map.of()).statusCode()).isEqualTo(401);
    }

    private int proxied(String peer, String... headers) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(peer))
                .build();
        HttpRequest.Builder request = request(http, form("by-dn"));
        for (String header : headers) {
            request.header(CertificatesProfile.HEADER, header);
        }
        return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    private int revoke(String client, Identity identity) throws Exception {
        return send(tls(identity), form(client), Map.of()).statusCode();
    }

    private int revoke(String client) throws Exception {
        HttpClient none =
                HttpClient.newBuilder().sslContext(authority.trustingTls()).build();
        return send(none, form(client), Map.of()).statusCode();
    }

    private HttpClient tls(Identity identity) {
        SSLContext context = identity.tls(authority.certificate());
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private HttpResponse<String> send(HttpClient client, Map<String, String> form, Map<String, String> headers)
            throws Exception {
        return send(client, https, form, headers);
    }

    private static HttpResponse<String> send(
            HttpClient client, URL base, Map<String, String> form, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = request(base, form);
        headers.forEach(request::header);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(URL base, Map<String, String> form) throws Exception {
        URI uri = base.toURI().resolve("/revoke");
        String body = String.join(
                "&",
                form.entrySet().stream()
                        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                        .toList());
        return HttpRequest.newBuilder(uri)
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private static Map<String, String> form(String client) {
        return Map.of("token", "x", "client_id", client);
    }

    /** As nginx writes it. */
    private static String escaped(X509Certificate certificate) {
        return URLEncoder.encode(Authority.pem(certificate), StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    private static ClientMetadata metadata(String method, Map<String, Object> members) {
        Map<String, Object> all = new LinkedHashMap<>(members);
        all.put("token_endpoint_auth_method", method);
        all.put("grant_types", List.of("client_credentials"));
        return ClientMetadata.of(all);
    }

    private void register(String client, String method, Map<String, Object> members) {
        clients.store(new ClientRegistration(client, Optional.empty(), metadata(method, members), Optional.empty()));
    }
}
