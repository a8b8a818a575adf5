package dev.limen.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.client.ClientRegistration.FingerprintedSecret;
import dev.limen.client.ClientRegistration.Secrets;
import dev.limen.jose.PublicJwk;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadataRules;
import dev.limen.protocol.Secret;
import dev.limen.support.ClientAssertion;
import dev.limen.support.LogCapture;
import dev.limen.support.Provider;
import dev.limen.support.Race;
import dev.limen.support.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** private_key_jwt and client_secret_jwt, over HTTP: a client that is known may revoke a token that nobody knows. */
@QuarkusTest
class ClientAssertionTest {

    private static final URI ISSUER = Provider.uri();
    private static final String KEYED = "keyed-by-secret";
    private static final String SIGNED = "signed-by-key";
    private static final String SECRET = "a-secret-of-32-bytes-or-some-more-of-them";
    private static final SigningPair PAIR = SigningPair.generate(SigningAlgorithm.ES256);
    private static final SigningPair STRANGER = SigningPair.generate(SigningAlgorithm.ES256);

    @Inject
    Clients clients;

    @Inject
    TestClock clock;

    @BeforeEach
    void register() {
        register(SIGNED, Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks", keys(PAIR)));
        register(KEYED, Map.of("token_endpoint_auth_method", "client_secret_jwt"), SECRET);
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void knowsAClientByItsKeyAtEveryBackChannelEndpoint() {
        assertThat(revoke(SIGNED, signed(a -> a)).statusCode()).isEqualTo(200);
        assertThat(post("/introspect", form(SIGNED, signed(a -> a), "token", "x"))
                        .statusCode())
                .isEqualTo(200);
        Response token =
                post("/token", form(SIGNED, signed(a -> a), "grant_type", "refresh_token", "refresh_token", "x"));
        assertThat(token.jsonPath().getString("error")).isEqualTo("invalid_grant");
    }

    @Test
    void knowsAClientByItsSecret() {
        assertThat(revoke(KEYED, keyed(a -> a)).statusCode()).isEqualTo(200);
    }

    /** RFC 7521, section 4.2: client_id is not needed beside an assertion. */
    @Test
    void needsNoClientId() {
        Map<String, String> form = form(SIGNED, signed(a -> a), "token", "x");
        form.remove("client_id");
        assertThat(post("/revoke", form).statusCode()).isEqualTo(200);
        form.put("client_assertion", signed(a -> a.with("sub", "web")));
        assertInvalidClient(post("/revoke", form));
        form.put("client_assertion", signed(a -> a));
        form.put("client_id", "web");
        assertThat(post("/revoke", form).jsonPath().getString("error")).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void takesEveryAlgorithmWhereNoneIsRegistered(SigningAlgorithm algorithm) {
        SigningPair pair = SigningPair.generate(algorithm);
        String client = "any-" + algorithm.wire();
        register(client, Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks", keys(pair)));
        String assertion = ClientAssertion.of(client, ISSUER).signed(algorithm.wire(), pair.privateKey());
        assertThat(revoke(client, assertion).statusCode()).isEqualTo(200);
    }

    /** What may be registered is what can be verified. */
    @Test
    void letsEveryAlgorithmBeRegistered() {
        assertThat(ClientMetadataRules.CLIENT_SIGNING_ALGORITHMS)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(SigningAlgorithm.values())
                        .map(SigningAlgorithm::wire)
                        .toList());
        assertThat(ClientMetadataRules.MAC_ALGORITHMS)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(dev.limen.jose.MacAlgorithm.values())
                        .map(a -> a.wire())
                        .toList());
    }

    @Test
    void takesNoOtherAlgorithmThanTheRegisteredOne() {
        SigningPair rsa = SigningPair.generate(SigningAlgorithm.RS256);
        Map<String, Object> anyRsa = Map.of("keys", List.of(PublicJwk.of(rsa.publicKey())));
        register(
                "pinned",
                Map.of(
                        "token_endpoint_auth_method",
                        "private_key_jwt",
                        "token_endpoint_auth_signing_alg",
                        "PS256",
                        "jwks",
                        anyRsa));
        ClientAssertion right = ClientAssertion.of("pinned", ISSUER);
        refused("pinned", right.signed("RS256", rsa.privateKey()));
        assertThat(revoke("pinned", ClientAssertion.of("pinned", ISSUER).signed("PS256", rsa.privateKey()))
                        .statusCode())
                .isEqualTo(200);
        register(
                "pinned-keyed",
                Map.of("token_endpoint_auth_method", "client_secret_jwt", "token_endpoint_auth_signing_alg", "HS512"),
                SECRET + SECRET);
        byte[] secret = (SECRET + SECRET).getBytes(StandardCharsets.UTF_8);
        refused("pinned-keyed", ClientAssertion.of("pinned-keyed", ISSUER).keyed("HS256", secret));
        assertThat(revoke(
                                "pinned-keyed",
                                ClientAssertion.of("pinned-keyed", ISSUER).keyed("HS512", secret))
                        .statusCode())
                .isEqualTo(200);
    }

    /** S5: what is public keys nothing, and an unsigned assertion asserts nothing. */
    @Test
    void isNotConfusedAboutAlgorithms() {
        SigningPair rsa = SigningPair.generate(SigningAlgorithm.RS256);
        register("confused", Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks", keys(rsa)));
        RSAPublicKey key = (RSAPublicKey) rsa.publicKey();
        for (byte[] secret : List.of(key.getEncoded(), key.getModulus().toByteArray(), new byte[32])) {
            refused("confused", ClientAssertion.of("confused", ISSUER).keyed("HS256", secret));
        }
        String right = ClientAssertion.of("confused", ISSUER).signed("RS256", rsa.privateKey());
        refused("confused", right.substring(0, right.lastIndexOf('.') + 1));
        for (String none : List.of("none", "None", "", "RS255")) {
            refused(
                    "confused",
                    ClientAssertion.of("confused", ISSUER).header("alg", none).signed("RS256", rsa.privateKey()));
        }
    }

    /** RFC 8725, section 3.10: a key that came along proves nothing. */
    @Test
    void takesNoKeyFromTheAssertionItself() {
        for (Map.Entry<String, Object> own : Map.<String, Object>of(
                        "jwk",
                        PublicJwk.of(STRANGER.publicKey()),
                        "jku",
                        "https://evil.example/jwks",
                        "x5u",
                        "https://evil.example/x5u",
                        "x5c",
                        List.of("MIIB"))
                .entrySet()) {
            refused(
                    SIGNED,
                    ClientAssertion.of(SIGNED, ISSUER)
                            .header(own.getKey(), own.getValue())
                            .signed("ES256", STRANGER.privateKey()));
        }
    }

    @Test
    void findsTheKeyByItsIdentifierOrTriesThemAll() {
        SigningPair second = SigningPair.generate(SigningAlgorithm.ES256);
        register("two-keys", Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks", keys(PAIR, second)));
        assertThat(revoke("two-keys", by("two-keys", second, "no-kid")).statusCode())
                .isEqualTo(200);
        assertThat(revoke("two-keys", by("two-keys", second, second.kid())).statusCode())
                .isEqualTo(200);
        refused("two-keys", by("two-keys", second, PAIR.kid()));
        refused("two-keys", by("two-keys", second, "unknown"));
    }

    static Stream<Arguments> wrong() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                wrong("iss of another", a -> a.with("iss", "web")),
                wrong("no iss", a -> a.without("iss")),
                wrong("no sub", a -> a.without("sub")),
                wrong("sub is no text", a -> a.with("sub", List.of(SIGNED))),
                wrong("no aud", a -> a.without("aud")),
                wrong("aud of another", a -> a.with("aud", "https://other.example.com")),
                wrong("aud with a slash", a -> a.with("aud", ISSUER + "/")),
                wrong("aud of another endpoint", a -> a.with("aud", ISSUER + "/authorize")),
                wrong("empty aud", a -> a.with("aud", List.of())),
                wrong("aud without text", a -> a.with("aud", Arrays.asList(null, 1L, Map.of()))),
                wrong("aud is an object", a -> a.with("aud", Map.of("x", ISSUER.toString()))),
                wrong("no exp", a -> a.without("exp")),
                wrong("exp is no number", a -> a.with("exp", String.valueOf(now + 60))),
                wrong("expired", a -> a.with("exp", now - 1).with("iat", now - 60)),
                wrong("exp too far away", a -> a.with("exp", now + 360).without("iat")),
                wrong("lives too long", a -> a.with("exp", now + 290).with("iat", now - 60)),
                wrong("iat in the future", a -> a.with("iat", now + 40)),
                wrong("not yet valid", a -> a.with("nbf", now + 40)),
                wrong("nbf is no number", a -> a.with("nbf", "x")),
                wrong("no jti", a -> a.without("jti")),
                wrong("empty jti", a -> a.with("jti", "")),
                wrong("jti is no text", a -> a.with("jti", 1L)),
                wrong("long jti", a -> a.with("jti", "x".repeat(256))),
                wrong("an access token", a -> a.header("typ", "at+jwt")),
                wrong("a DPoP proof", a -> a.header("typ", "dpop+jwt")),
                wrong("a request object", a -> a.header("typ", "oauth-authz-req+jwt")),
                wrong("a critical extension", a -> a.header("crit", List.of("exp"))),
                wrong("too long", a -> a.with("x", "x".repeat(20_000))));
    }

    private static Arguments wrong(String name, UnaryOperator<ClientAssertion> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void refusesWhatIsWrong(String name, UnaryOperator<ClientAssertion> change) {
        refused(SIGNED, signed(change));
        refused(KEYED, keyed(change));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "client-authentication+jwt", "application/client-authentication+jwt"})
    void takesTheTypesOfAssertions(String typ) {
        assertThat(revoke(SIGNED, signed(a -> a.header("typ", typ))).statusCode())
                .isEqualTo(200);
    }

    /** OpenID Connect Core 1.0, section 9: the token endpoint's URL may be the audience. */
    @Test
    void toleratesTheTokenEndpointAsItsAudience() {
        for (Object aud : List.of(
                ISSUER + "/token",
                List.of(ISSUER.toString()),
                List.of("https://other.example.com", ISSUER + "/token"))) {
            assertThat(revoke(SIGNED, signed(a -> a.with("aud", aud))).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesAnotherKeyAndAnotherSecret() {
        refused(SIGNED, ClientAssertion.of(SIGNED, ISSUER).signed("ES256", STRANGER.privateKey()));
        refused(
                KEYED,
                ClientAssertion.of(KEYED, ISSUER).keyed("HS256", "x".repeat(32).getBytes()));
        String right = signed(a -> a);
        char last = right.charAt(right.length() - 2);
        refused(
                SIGNED,
                right.substring(0, right.length() - 2)
                        + (last == 'A' ? 'B' : 'A')
                        + right.substring(right.length() - 1));
    }

    @Test
    void refusesTheMethodThatIsNotRegistered() {
        register("both", Map.of("token_endpoint_auth_method", "client_secret_jwt", "jwks", keys(PAIR)), SECRET);
        refused("both", ClientAssertion.of("both", ISSUER).signed("ES256", PAIR.privateKey()));
        refused(SIGNED, ClientAssertion.of(SIGNED, ISSUER).keyed("HS256", SECRET.getBytes(StandardCharsets.UTF_8)));
        refused("web", ClientAssertion.of("web", ISSUER).keyed("HS256", "web-secret-6Jm1cQf8vKz2".getBytes()));
        assertThat(post("/revoke", Map.of("client_id", KEYED, "client_secret", SECRET, "token", "x"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesTwoMethodsInOneRequest() {
        Map<String, String> form = form(SIGNED, signed(a -> a), "token", "x");
        Response basic =
                given().auth().preemptive().basic(SIGNED, "x").formParams(form).post("/revoke");
        assertThat(basic.jsonPath().getString("error")).isEqualTo("invalid_request");
        form.put("client_secret", "x");
        assertThat(post("/revoke", form).jsonPath().getString("error")).isEqualTo("invalid_request");
    }

    @Test
    void wantsAssertionAndTypeTogether() {
        for (String type :
                List.of("", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer", ClientAssertion.TYPE + " ")) {
            Map<String, String> form = form(SIGNED, signed(a -> a), "token", "x");
            form.put("client_assertion_type", type);
            assertInvalidClient(post("/revoke", form));
        }
        assertInvalidClient(post(
                "/revoke", Map.of("client_id", SIGNED, "client_assertion_type", ClientAssertion.TYPE, "token", "x")));
        for (String none : List.of("x", "a.b.c", "..", "e30.e30.", "e30.e30.e30")) {
            assertInvalidClient(post("/revoke", form(SIGNED, none, "token", "x")));
        }
    }

    /** The public learns nothing from a refusal; the log tells an operator which rule it was. */
    @Test
    void answersEveryRefusalAlikeAndLogsItsReason() {
        List<String> answers = new ArrayList<>();
        List<LogCapture.Line> log = LogCapture.during(() -> {
            answers.add(withoutReference(revoke(SIGNED, signed(a -> a.with("aud", "x")))));
            answers.add(withoutReference(
                    revoke("nobody", ClientAssertion.of("nobody", ISSUER).signed("ES256", STRANGER.privateKey()))));
            answers.add(withoutReference(
                    revoke(KEYED, ClientAssertion.of(KEYED, ISSUER).keyed("HS256", new byte[32]))));
            answers.add(withoutReference(revoke(SIGNED, "x")));
        });
        assertThat(answers).hasSize(4).containsOnly(answers.getFirst());
        assertThat(log.stream().map(LogCapture.Line::text).toList().toString())
                .contains("aud is another", "the signature does not verify", "no such client")
                .doesNotContain(SECRET);
    }

    /** S6. */
    @Test
    void usesAnAssertionOnce() {
        String signed = signed(a -> a);
        assertThat(revoke(SIGNED, signed).statusCode()).isEqualTo(200);
        refused(SIGNED, signed);
        refused(SIGNED, signed(a -> a.with("jti", jti(signed))));
        String keyed = keyed(a -> a.with("jti", jti(signed)));
        assertThat(revoke(KEYED, keyed).statusCode())
                .as("the jti of another client")
                .isEqualTo(200);
        refused(KEYED, keyed);
        post("/introspect", form(KEYED, keyed, "token", "x")).then().statusCode(401);
    }

    /** A request that is refused for another reason has used its assertion, too. */
    @Test
    void usesAnAssertionUpThoughTheRequestIsRefused() {
        String signed = signed(a -> a);
        Map<String, String> form = form(SIGNED, signed, "grant_type", "refresh_token", "refresh_token", "x");
        assertThat(post("/token", form).jsonPath().getString("error")).isEqualTo("invalid_grant");
        assertInvalidClient(post("/token", form));
    }

    /** Who cannot sign cannot use up the assertions of another. */
    @Test
    void usesNoAssertionUpThatWasForged() {
        String jti = "chosen-by-a-stranger";
        refused(SIGNED, ClientAssertion.of(SIGNED, ISSUER).with("jti", jti).signed("ES256", STRANGER.privateKey()));
        assertThat(revoke(SIGNED, signed(a -> a.with("jti", jti))).statusCode()).isEqualTo(200);
    }

    @Test
    void usesAnAssertionOnceHoweverManyTryAtOneMoment() throws Exception {
        String signed = signed(a -> a);
        List<Response> responses = Race.of(64, () -> revoke(SIGNED, signed));
        assertThat(responses).filteredOn(r -> r.statusCode() == 200).hasSize(1);
        assertThat(responses)
                .filteredOn(r -> r.statusCode() != 200)
                .extracting(Response::statusCode)
                .as("refused, or told to come back as all connections wait for the first")
                .isSubsetOf(401, 503)
                .contains(401);
    }

    @Test
    void endsAnAssertionAtItsTime() {
        String later = signed(a -> a);
        clock.advance(Duration.ofSeconds(61));
        refused(SIGNED, later);
    }

    @Test
    void takesTheOlderSecretWhileItCounts() {
        String old = "the-secret-before-of-32-bytes-or-more";
        Instant end = clock.instant().plusSeconds(3600);
        clients.store(new ClientRegistration(
                "rolling",
                Optional.empty(),
                ClientMetadata.of(machine(Map.of("token_endpoint_auth_method", "client_secret_jwt"))),
                Optional.of(new Secrets(
                        new FingerprintedSecret(Secret.of(SECRET), new byte[] {1}),
                        Optional.of(new FingerprintedSecret(Secret.of(old), new byte[] {2})),
                        Optional.of(end)))));
        for (String secret : List.of(SECRET, old)) {
            assertThat(revoke("rolling", ClientAssertion.of("rolling", ISSUER).keyed("HS256", secret.getBytes()))
                            .statusCode())
                    .isEqualTo(200);
        }
        clock.advance(Duration.ofHours(1));
        assertThat(clients.sharedSecrets(clients.find("rolling").orElseThrow()))
                .extracting(Secret::reveal)
                .containsExactly(SECRET);
    }

    private static String jti(String assertion) {
        return (String) dev.limen.support.Jwt.of(assertion).claims().get("jti");
    }

    private static String withoutReference(Response response) {
        return response.statusCode() + response.asString().replaceAll("\"[^\"]*reference[^\"]*\":\"[^\"]*\"", "");
    }

    private static String signed(UnaryOperator<ClientAssertion> change) {
        return change.apply(ClientAssertion.of(SIGNED, ISSUER)).signed("ES256", PAIR.privateKey());
    }

    private static String keyed(UnaryOperator<ClientAssertion> change) {
        return change.apply(ClientAssertion.of(KEYED, ISSUER)).keyed("HS256", SECRET.getBytes(StandardCharsets.UTF_8));
    }

    private static String by(String client, SigningPair pair, String kid) {
        ClientAssertion assertion = ClientAssertion.of(client, ISSUER);
        return (kid.equals("no-kid") ? assertion : assertion.header("kid", kid)).signed("ES256", pair.privateKey());
    }

    private static void refused(String client, String assertion) {
        assertInvalidClient(revoke(client, assertion));
    }

    private static void assertInvalidClient(Response response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.jsonPath().getString("error")).isEqualTo("invalid_client");
    }

    private static Response revoke(String client, String assertion) {
        return post("/revoke", form(client, assertion, "token", "x"));
    }

    private static Response post(String path, Map<String, String> form) {
        return given().formParams(form).post(path);
    }

    private static Map<String, String> form(String client, String assertion, String... more) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", client);
        form.put("client_assertion_type", ClientAssertion.TYPE);
        form.put("client_assertion", assertion);
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return form;
    }

    private static Map<String, Object> keys(SigningPair... pairs) {
        return Map.of("keys", Stream.of(pairs).map(SigningPair::publicJwk).toList());
    }

    private static Map<String, Object> machine(Map<String, Object> members) {
        Map<String, Object> all = new LinkedHashMap<>(members);
        all.put("grant_types", List.of("client_credentials", "refresh_token"));
        return all;
    }

    private void register(String client, Map<String, Object> members) {
        clients.store(new ClientRegistration(
                client, Optional.empty(), ClientMetadata.of(machine(members)), Optional.empty()));
    }

    private void register(String client, Map<String, Object> members, String secret) {
        FingerprintedSecret stored =
                new FingerprintedSecret(Secret.of(secret), secret.getBytes(StandardCharsets.UTF_8));
        clients.store(new ClientRegistration(
                client, Optional.empty(), ClientMetadata.of(machine(members)), Optional.of(Secrets.of(stored))));
    }
}
