package dev.limen.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.AESEncrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.limen.client.Clients;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.support.ClientAssertion;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.SigningClient;
import dev.limen.support.TestClock;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Request objects by value (RFC 9101; OpenID Connect Core 1.0, section 6.1). */
@QuarkusTest
class RequestObjectTest {

    private static final URI PROVIDER = Provider.uri();
    private static final SigningPair STRANGER = SigningPair.generate(SigningAlgorithm.ES256);

    @Inject
    Clients clients;

    @Inject
    TestClock clock;

    private final UserAgent browser = new UserAgent(PROVIDER);
    private SigningClient client;
    private Request request;

    @BeforeEach
    void register() {
        client = new SigningClient(clients).register(Map.of());
        request = client.party().request("openid email");
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void asksForAllThatIsInIt() {
        Visit login = browser.get(request.uri(client.signed(request)));
        assertThat(login.page()).isEqualTo("login");
        Map<String, String> answer = RelyingParty.answer(People.ALICE.signIn(browser, login));
        assertThat(answer).containsEntry("state", request.get("state")).containsKey("code");
        request.redeem(answer).then().statusCode(200);
    }

    /** RFC 9101, section 5: what stands beside it does not count, not even where it has nothing to say. */
    @Test
    void asksForNothingThatIsBesideIt() {
        String object = client.signed(request);
        request.with("redirect_uri", "https://evil.example.com/callback")
                .with("state", "another")
                .with("scope", "openid api:read")
                .with("prompt", "login")
                .with("response_mode", "fragment");
        signIn();
        Visit visit = browser.get(URI.create(request.uri() + "&request=" + object));
        assertThat(visit.address().toString()).startsWith(SigningClient.REDIRECT_URI + "?code=");
        assertThat(RelyingParty.answer(visit).get("state")).isNotEqualTo("another");
    }

    @Test
    void readsNumbersAndObjectsAndLists() {
        ClientAssertion object = client.object(request)
                .with("max_age", 3600L)
                .with("claims", Map.of("id_token", Map.of("email", Map.of("essential", true))));
        signIn();
        Map<String, String> answer = RelyingParty.answer(browser.get(request.uri(client.signed(object))));
        assertThat(answer).containsKey("code");
        String idToken = request.redeem(answer).jsonPath().getString("id_token");
        assertThat(dev.limen.support.Jwt.of(idToken).claims()).containsKeys("email", "auth_time");
        ClientAssertion wrong =
                client.object(client.party().request("openid")).with("resource", List.of("urn:none", "urn:nil"));
        assertThat(error(client.signed(wrong))).isEqualTo("invalid_target");
    }

    static Stream<Arguments> refusals() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                refusal("another client's", o -> o.with("client_id", "web")),
                refusal("of no client", o -> o.without("client_id")),
                refusal("of another issuer", o -> o.with("iss", "web")),
                refusal("for another", o -> o.with("aud", "https://other.example.com")),
                refusal("for others", o -> o.with("aud", List.of("https://other.example.com", PROVIDER + "/par"))),
                refusal("for nobody", o -> o.with("aud", 1)),
                refusal("expired", o -> o.with("exp", now - 1)),
                refusal("expired somehow", o -> o.with("exp", "soon")),
                refusal("not begun", o -> o.with("nbf", now + 60)),
                refusal("issued in the future", o -> o.with("iat", now + 60)),
                // RFC 9101, section 10.8
                refusal("like a client assertion", o -> o.with("sub", SigningClient.ID)),
                refusal("a request in it", o -> o.with("request", "x.y.z")),
                refusal("a request_uri in it", o -> o.with("request_uri", "https://signing.example.com/r")),
                refusal("the type of an access token", o -> o.header("typ", "at+jwt")),
                refusal("the type of a client assertion", o -> o.header("typ", "client-authentication+jwt")),
                refusal("the type of a proof", o -> o.header("typ", "dpop+jwt")),
                refusal("an unknown key", o -> o.header("kid", "unknown")),
                refusal("a key in it", o -> o.header("jwk", Map.of("kty", "EC"))),
                refusal("the address of a key in it", o -> o.header("jku", "https://signing.example.com/jwks")),
                refusal("critical extensions", o -> o.header("crit", List.of("x"))
                        .header("x", 1L)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void isRefused(String what, UnaryOperator<ClientAssertion> change) {
        assertThat(error(client.signed(change.apply(client.object(request))))).isEqualTo("invalid_request_object");
    }

    @Test
    void isTakenWithoutWhatIsNotRequired() {
        signIn();
        String bare = client.signed(client.object(request)
                .without("iss")
                .without("aud")
                .without("exp")
                .without("iat")
                .header("typ", "JWT"));
        assertThat(RelyingParty.answer(browser.get(request.uri(bare)))).containsKey("code");
        String several = client.signed(client.object(request)
                .with("aud", List.of("https://other.example.com", PROVIDER.toString()))
                .with("jti", "once"));
        assertThat(RelyingParty.answer(browser.get(request.uri(several)))).containsKey("code");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "x.y.z",
                "e30.e30.e30",
                "e30.e30.e30.e30.e30",
                "eyJhbGciOiJSUzI1NiJ9.e30.AAAA",
                "..",
                "e30..e30"
            })
    void isNoJwt(String text) {
        assertThat(error(text)).isEqualTo("invalid_request_object");
    }

    /** S27. */
    @Test
    void isNotLongerThanWhatIsRead() {
        String deep = "[".repeat(15) + "]".repeat(15);
        String long16k = client.signed(client.object(request).with("padding", "x".repeat(13_000)));
        assertThat(byPost(long16k).page()).isEqualTo("error");
        assertThat(byPost(client.signed(client.object(request).with("padding", "x".repeat(8_000))))
                        .page())
                .isEqualTo("login");
        assertThat(error(encode("{\"alg\":\"ES256\"}") + "." + encode("{\"a\":" + deep + "}") + ".AAAA"))
                .isEqualTo("invalid_request_object");
    }

    /** S5: what is public keys nothing, and another's signature proves nothing. */
    @Test
    void isNotConfusedAboutAlgorithms() {
        byte[] publicBytes = client.pair().publicKey().getEncoded();
        for (String alg : List.of("HS256", "HS384", "HS512")) {
            assertThat(error(client.object(request).keyed(alg, publicBytes))).isEqualTo("invalid_request_object");
            assertThat(error(client.object(request).keyed(alg, SigningClient.SECRET.getBytes(StandardCharsets.UTF_8))))
                    .isEqualTo("invalid_request_object");
        }
        assertThat(error(client.object(request).signed("ES256", STRANGER.privateKey())))
                .isEqualTo("invalid_request_object");
        String signed = client.signed(request);
        for (String none : List.of("None", "nOnE", "NONE", "")) {
            String header = encode("{\"alg\":\"" + none + "\"}");
            assertThat(error(header + "." + signed.split("\\.")[1] + ".AAAA")).isEqualTo("invalid_request_object");
        }
        String stripped = signed.substring(0, signed.lastIndexOf('.') + 1);
        assertThat(error(stripped)).isEqualTo("request_not_supported");
        assertThat(error(stripped + "AAAA")).isEqualTo("invalid_request_object");
    }

    /** A JWT that the client has signed for another purpose is no request, and a request is good for nothing else. */
    @Test
    void isNeitherAClientAssertionNorTheOtherWayRound() {
        client.register(Map.of("token_endpoint_auth_method", "private_key_jwt"));
        String assertion = ClientAssertion.of(SigningClient.ID, PROVIDER)
                .with("client_id", SigningClient.ID)
                .signed("ES256", client.pair().privateKey());
        assertThat(error(assertion)).isEqualTo("invalid_request_object");
        String object = client.signed(client.object(request).with("jti", "once").header("typ", "JWT"));
        io.restassured.RestAssured.given()
                .formParam("client_assertion", object)
                .formParam("client_assertion_type", ClientAssertion.TYPE)
                .formParam("token", "x")
                .post("/revoke")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @EnumSource(
            value = SigningAlgorithm.class,
            names = {"RS256", "PS256", "EDDSA", "ML_DSA_44"})
    void isSignedWithAnyAlgorithmWhereNoneIsRegistered(SigningAlgorithm algorithm) {
        SigningPair pair = SigningPair.generate(algorithm);
        client.register(Map.of("jwks", Map.of("keys", List.of(pair.publicJwk()))));
        String object = client.object(request).header("kid", pair.kid()).signed(algorithm.wire(), pair.privateKey());
        assertThat(byPost(object).page()).isEqualTo("login");
    }

    @Test
    void isSignedWithNoOtherAlgorithmThanTheRegisteredOne() {
        client.register(Map.of("request_object_signing_alg", "ES384"));
        assertThat(error(client.signed(request))).isEqualTo("invalid_request_object");
        client.register(Map.of("request_object_signing_alg", "ES256"));
        assertThat(browser.get(request.uri(client.signed(request))).page()).isEqualTo("login");
        assertThat(error(client.object(request).header("alg", "none").unsigned()))
                .isEqualTo("invalid_request_object");
    }

    /** OpenID Connect Core 1.0, section 10.1. */
    @Test
    void isKeyedWithTheSecretWhereThatIsRegistered() {
        client.register(Map.of("request_object_signing_alg", "HS256"));
        byte[] secret = SigningClient.SECRET.getBytes(StandardCharsets.UTF_8);
        assertThat(browser.get(request.uri(client.object(request).keyed("HS256", secret)))
                        .page())
                .isEqualTo("login");
        assertThat(error(client.object(request).keyed("HS384", secret))).isEqualTo("invalid_request_object");
        assertThat(error(client.object(request)
                        .keyed("HS256", (SigningClient.SECRET + "x").getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("invalid_request_object");
        assertThat(error(client.signed(request))).isEqualTo("invalid_request_object");
    }

    /** RFC 9101, section 6.1: to a key that the provider publishes. */
    @ParameterizedTest
    @ValueSource(strings = {"RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW"})
    void isEncryptedToThePublishedKey(String alg) throws Exception {
        String jwe = sealed(client.signed(request), alg, EncryptionMethod.A256GCM);
        assertThat(byPost(jwe).page()).isEqualTo("login");
        client.party().post("/par", Map.of("request", jwe)).then().statusCode(201);
        assertThat(error(sealed(client.object(request).unsigned(), alg, EncryptionMethod.A128CBC_HS256)))
                .isEqualTo("invalid_request_object");
        assertThat(error(sealed("no JWT", alg, EncryptionMethod.A128GCM))).isEqualTo("invalid_request_object");
        assertThat(error(jwe.substring(0, jwe.length() - 2) + (jwe.endsWith("AA") ? "BA" : "AA")))
                .isEqualTo("invalid_request_object");
    }

    /** The secret opens only what was registered to be closed with it; a key that is gone opens nothing. */
    @Test
    void isEncryptedWithTheSecretWhereThatIsRegistered() throws Exception {
        byte[] key = java.util.Arrays.copyOf(
                dev.limen.protocol.Sha256.digest(SigningClient.SECRET.getBytes(StandardCharsets.UTF_8)), 16);
        JWEObject sealed = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.A128KW, EncryptionMethod.A128GCM).build(),
                new Payload(client.signed(request)));
        sealed.encrypt(new AESEncrypter(key));
        assertThat(error(sealed.serialize())).isEqualTo("invalid_request_object");
        client.register(Map.of("request_object_encryption_alg", "A128KW"));
        assertThat(byPost(sealed.serialize()).page()).isEqualTo("login");
        client.register(Map.of("request_object_encryption_alg", "dir"));
        assertThat(error(sealed.serialize())).isEqualTo("invalid_request_object");
    }

    private static String sealed(String jwt, String alg, EncryptionMethod enc) throws Exception {
        JWK key = JWKSet.parse(io.restassured.RestAssured.get("/jwks").asString()).getKeys().stream()
                .filter(k -> k.getKeyUse() == KeyUse.ENCRYPTION
                        && k.getKeyType().getValue().equals(alg.startsWith("RSA") ? "RSA" : "EC"))
                .findAny()
                .orElseThrow();
        JWEObject sealed = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.parse(alg), enc)
                        .keyID(key.getKeyID())
                        .contentType("JWT")
                        .build(),
                new Payload(jwt));
        sealed.encrypt(key instanceof RSAKey rsa ? new RSAEncrypter(rsa) : new ECDHEncrypter(key.toECKey()));
        return sealed.serialize();
    }

    /** OpenID Connect Core 1.0, section 6.1 has them; RFC 9101 does not. */
    @Test
    void isUnsignedOnlyWhereThatIsRegistered() {
        String object = client.object(request).unsigned();
        assertThat(error(object)).isEqualTo("request_not_supported");
        client.register(Map.of("request_object_signing_alg", "none"));
        assertThat(browser.get(request.uri(object)).page()).isEqualTo("login");
        assertThat(error(client.object(request).with("client_id", "web").unsigned()))
                .isEqualTo("invalid_request_object");
        assertThat(error(client.object(request).header("typ", "at+jwt").unsigned()))
                .isEqualTo("invalid_request_object");
        assertThat(error(client.signed(request))).isEqualTo("invalid_request_object");
    }

    /** RFC 9101, section 10.5. */
    @Test
    void isDemandedOfWhoRegisteredThat() {
        client.register(Map.of("require_signed_request_object", true));
        assertThat(RelyingParty.answer(browser.get(request.uri())))
                .containsEntry("error", "invalid_request")
                .containsEntry("state", request.get("state"));
        assertThat(error(client.object(request).unsigned())).isEqualTo("invalid_request_object");
        assertThat(browser.get(request.uri(client.signed(request))).page()).isEqualTo("login");
    }

    /** What is inside is checked like what comes in the open. */
    @Test
    void isNoWayAroundTheChecks() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "scope", "openid unheard-of",
                        "response_type", "token",
                        "response_mode", "carrier-pigeon",
                        "code_challenge_method", "plain",
                        "prompt", "sometimes",
                        "registration", "{}")
                .entrySet()) {
            ClientAssertion object = client.object(request).with(wrong.getKey(), wrong.getValue());
            Visit visit = browser.get(request.uri(client.signed(object)));
            assertThat(RelyingParty.answer(visit)).as(wrong.getKey()).containsKey("error");
        }
        ClientAssertion foreign = client.object(request).with("redirect_uri", "https://evil.example.com/callback");
        String beside = "&redirect_uri=" + URLEncoder.encode(SigningClient.REDIRECT_URI, StandardCharsets.UTF_8);
        assertThat(browser.get(URI.create(request.uri(client.signed(foreign)) + beside))
                        .page())
                .isEqualTo("error");
    }

    /** The person sees it, unless the request says in the open where its client is. */
    @Test
    void isRefusedToTheClientWhereItsAddressIsBesideIt() {
        assertThat(browser.get(request.uri("x.y.z")).page()).isEqualTo("error");
        assertThat(error("x.y.z")).isEqualTo("invalid_request_object");
        request.with("redirect_uri", "https://evil.example.com/callback");
        assertThat(browser.get(URI.create(request.uri() + "&request=x.y.z")).page())
                .isEqualTo("error");
    }

    @Test
    void isNotThereTwice() {
        String object = client.signed(request);
        assertThat(RelyingParty.answer(
                        browser.get(URI.create(request.uri() + "&request=" + object + "&request=" + object))))
                .containsEntry("error", "invalid_request");
        assertThat(RelyingParty.answer(browser.get(
                        URI.create(request.uri() + "&request=" + object + "&request_uri=https://a.example"))))
                .containsEntry("error", "invalid_request");
    }

    /** OpenID Connect Core 1.0, section 3.1.2.1: by POST, also where it is longer than an address can be. */
    @Test
    void comesByPost() {
        String object = client.signed(client.object(request).with("padding", "x".repeat(4_000)));
        Visit login = byPost(object);
        assertThat(login.page()).isEqualTo("login");
        assertThat(RelyingParty.answer(People.ALICE.signIn(browser, login))).containsKey("code");
        clock.advance(Duration.ofHours(2));
        assertThat(browser.get(login.address()).page()).isEqualTo("error");
    }

    private Visit byPost(String object) {
        return browser.post(
                PROVIDER.resolve("/authorize"),
                List.of(Map.entry("client_id", SigningClient.ID), Map.entry("request", object)));
    }

    private void signIn() {
        People.ALICE.authorize(browser, client.party().request("openid"));
    }

    /** The error that the client is told. */
    private String error(String object) {
        String encoded = URLEncoder.encode(object, StandardCharsets.UTF_8);
        return RelyingParty.answer(browser.get(URI.create(request.uri() + "&request=" + encoded)))
                .get("error");
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Arguments refusal(String what, UnaryOperator<ClientAssertion> change) {
        return Arguments.of(what, change);
    }
}
