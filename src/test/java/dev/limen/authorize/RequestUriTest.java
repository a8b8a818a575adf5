package dev.limen.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.limen.client.CertificatesProfile;
import dev.limen.client.Clients;
import dev.limen.protocol.Sha256;
import dev.limen.support.ClientAssertion;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.SigningClient;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Request objects by reference (RFC 9101, section 5.2; OpenID Connect Core 1.0, section 6.2). S31. */
@QuarkusTest
@TestProfile(CertificatesProfile.class)
class RequestUriTest {

    private static final URI PROVIDER = Provider.uri();

    @Inject
    Clients clients;

    private final AtomicInteger calls = new AtomicInteger();
    private final UserAgent browser = new UserAgent(PROVIDER);
    private HttpServer elsewhere;
    private volatile int status = 200;
    private volatile String document;
    private SigningClient client;
    private Request request;
    private String uri;

    @BeforeEach
    void serve() throws IOException {
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/request", exchange -> {
            calls.incrementAndGet();
            byte[] body = document.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/oauth-authz-req+jwt");
            if (status == 302) {
                exchange.getResponseHeaders().add("Location", "/request");
            }
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        elsewhere.start();
        uri = "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/request";
        client = new SigningClient(clients).register(Map.of("request_uris", List.of(uri)));
        request = client.party().request("openid");
        document = client.signed(request);
    }

    @AfterEach
    void stop() {
        elsewhere.stop(0);
    }

    @Test
    void isLoadedFromTheClientsAddress() {
        Visit login = browser.get(request.at(uri));
        assertThat(login.page()).isEqualTo("login");
        assertThat(RelyingParty.answer(People.ALICE.signIn(browser, login)))
                .containsEntry("state", request.get("state"));
        assertThat(calls).hasValue(1);
        browser.get(request.at(uri));
        assertThat(calls).hasValue(2);
    }

    /** What cannot change is loaded once. */
    @Test
    void isKeptUnderItsHash() {
        assertThat(browser.get(request.at(uri + "#" + hash())).page()).isEqualTo("login");
        assertThat(browser.get(request.at(uri + "#" + hash())).page()).isEqualTo("login");
        assertThat(calls).hasValue(1);
        String before = hash();
        document = client.signed(client.party().request("openid"));
        assertThat(browser.get(request.at(uri + "#" + before)).page()).isEqualTo("login");
        assertThat(browser.get(request.at(uri + "#" + hash())).page()).isEqualTo("login");
        assertThat(calls).hasValue(2);
        assertThat(error(uri + "#" + "A".repeat(43))).isEqualTo("invalid_request_uri");
    }

    /** A hash tells what the content is, and not who may use it. */
    @Test
    void isNotKeptForOthers() {
        String known = uri + "#" + hash();
        browser.get(request.at(known));
        client.register("requesting-too", Map.of());
        Request other = client.party("requesting-too").request("openid");
        assertThat(browser.get(other.at(known)).page()).isEqualTo("error");
        assertThat(calls).hasValue(1);
    }

    @Test
    void isRegisteredByteForByte() {
        String port = ":" + elsewhere.getAddress().getPort();
        for (String other : List.of(
                uri + "/",
                uri + "?a=b",
                uri + "/../request",
                uri.replace("request", "Request"),
                uri.replace("http:", "HTTP:"),
                uri.replace("127.0.0.1", "localhost"),
                uri.replace("127.0.0.1", "user@127.0.0.1"),
                "http://127.0.0.1" + port + "/%72equest",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/",
                "file:///etc/passwd",
                "data:application/jwt," + document,
                "urn:example:request",
                "gopher://127.0.0.1" + port + "/request",
                "x")) {
            assertThat(error(other)).as(other).isEqualTo("invalid_request_uri");
        }
        assertThat(error(uri + "#" + "a".repeat(513))).isEqualTo("invalid_request_uri");
        assertThat(calls).hasValue(0);
    }

    /** A registered fragment is part of what is registered. */
    @Test
    void isPinnedByARegisteredFragment() {
        client.register(Map.of("request_uris", List.of(uri + "#" + hash())));
        assertThat(error(uri)).isEqualTo("invalid_request_uri");
        assertThat(error(uri + "#other")).isEqualTo("invalid_request_uri");
        assertThat(browser.get(request.at(uri + "#" + hash())).page()).isEqualTo("login");
    }

    /** Registered or not: where the guard forbids the address, nobody is called. */
    @Test
    void isNotLoadedFromWhereLimenMayNotCall() {
        for (String inside : List.of("https://10.0.0.1/request", "https://169.254.169.254/request")) {
            client.register(Map.of("request_uris", List.of(inside)));
            assertThat(error(inside)).as(inside).isEqualTo("invalid_request_uri");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 500})
    void isNotThere(int other) {
        status = other;
        assertThat(error(uri)).isEqualTo("invalid_request_uri");
    }

    /** S27. */
    @Test
    void isTooLong() {
        document = "x".repeat(40_000);
        assertThat(error(uri)).isEqualTo("invalid_request_uri");
        document = "x".repeat(20_000);
        assertThat(error(uri)).isEqualTo("invalid_request_object");
    }

    @Test
    void isJudgedLikeOneByValue() {
        for (ClientAssertion wrong : List.of(
                client.object(request).with("client_id", "web"),
                client.object(request).with("aud", "https://other.example.com"),
                client.object(request).header("typ", "at+jwt"),
                client.object(request).with("request_uri", uri))) {
            document = client.signed(wrong);
            assertThat(error(uri)).isEqualTo("invalid_request_object");
        }
        document = "<html>";
        assertThat(error(uri)).isEqualTo("invalid_request_object");
    }

    /** OpenID Connect Core 1.0, section 15.2: TLS has proved where it is from. */
    @Test
    void needsNoSignatureAtTheClientsAddress() {
        document = ClientAssertion.of(SigningClient.ID, PROVIDER)
                .without("iss")
                .without("sub")
                .without("aud")
                .without("jti")
                .without("exp")
                .without("iat")
                .with("redirect_uri", SigningClient.REDIRECT_URI)
                .with("client_id", SigningClient.ID)
                .with("response_type", "code")
                .with("scope", "openid")
                .with("code_challenge", request.get("code_challenge"))
                .with("code_challenge_method", "S256")
                .unsigned();
        assertThat(browser.get(request.at(uri)).page()).isEqualTo("login");
        client.register(Map.of("request_uris", List.of(uri), "request_object_signing_alg", "ES256"));
        assertThat(error(uri)).isEqualTo("invalid_request_object");
        client.register(Map.of("request_uris", List.of(uri), "require_signed_request_object", true));
        assertThat(error(uri)).isEqualTo("invalid_request_object");
    }

    /** The keys that verify it lie elsewhere too. */
    @Test
    void isVerifiedWithKeysThatAreLoaded() {
        String jwks = new dev.limen.json.StrictJson()
                .write(Map.of("keys", List.of(client.pair().publicJwk())));
        AtomicInteger keyCalls = new AtomicInteger();
        elsewhere.createContext("/jwks", exchange -> {
            keyCalls.incrementAndGet();
            byte[] body = jwks.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        client.register(Map.of("request_uris", List.of(uri), "jwks_uri", uri.replace("/request", "/jwks")));
        assertThat(browser.get(request.at(uri)).page()).isEqualTo("login");
        assertThat(browser.get(request.uri(document)).page()).isEqualTo("login");
        client.party().post("/par", Map.of("request", document)).then().statusCode(201);
        assertThat(keyCalls).hasValue(1);
    }

    private String error(String requestUri) {
        String beside = "&request_uri=" + URLEncoder.encode(requestUri, StandardCharsets.UTF_8);
        return RelyingParty.answer(browser.get(URI.create(request.uri() + beside)))
                .get("error");
    }

    private String hash() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sha256.digest(document.getBytes(StandardCharsets.UTF_8)));
    }
}
