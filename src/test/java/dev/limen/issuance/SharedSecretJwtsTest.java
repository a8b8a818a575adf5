package dev.limen.issuance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.AESDecrypter;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import dev.limen.client.Client;
import dev.limen.client.ClientRegistration;
import dev.limen.client.Clients;
import dev.limen.protocol.ClientMetadata;
import dev.limen.support.Jwt;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.UserAgent;
import dev.limen.support.Visitor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is signed and encrypted with the secret of one client (OpenID Connect Core 1.0, sections 10.1 and 10.2). */
@QuarkusTest
class SharedSecretJwtsTest {

    private final URI provider = Provider.uri();
    private final RelyingParty shared = RelyingParty.shared(provider);
    private final Visitor alice = new Visitor(provider, People.ALICE);
    private ClientMetadata before;

    @Inject
    Clients clients;

    @AfterEach
    void restore() {
        if (before != null) {
            store(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"HS256,SHA-256", "HS384,SHA-384", "HS512,SHA-512"})
    void anIdTokenIsSignedWithTheSecret(String alg, String hash) throws Exception {
        register(Map.of("id_token_signed_response_alg", alg));
        var tokens = alice.tokens(shared, "openid");
        Jwt idToken = verified(tokens.getString("id_token"), alg);
        assertThat(idToken.header()).containsEntry("typ", "JWT").doesNotContainKey("kid");
        byte[] digest = MessageDigest.getInstance(hash)
                .digest(tokens.getString("access_token").getBytes(StandardCharsets.US_ASCII));
        assertThat(idToken.claims())
                .containsEntry("aud", "shared")
                .containsEntry(
                        "at_hash",
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(Arrays.copyOf(digest, digest.length / 2)));
        // everyone else verifies access tokens: they stay with the published keys
        assertThat(Jwt.of(tokens.getString("access_token")).header()).containsEntry("alg", "RS256");
    }

    @Test
    void userinfoIsSignedAndEncryptedWithTheSecret() throws Exception {
        JWEObject jwe = JWEObject.parse(userinfo());
        assertThat(jwe.getHeader().getAlgorithm().getName()).isEqualTo("dir");
        jwe.decrypt(decrypter("dir", "A256GCM"));
        assertThat(verified(jwe.getPayload().toString(), "HS512").claims())
                .containsEntry("name", "Alice Adams")
                .containsEntry("aud", "shared");
    }

    static Stream<Arguments> encryptions() {
        return Stream.of("dir", "A128KW", "A256KW")
                .flatMap(alg -> Stream.of("A128CBC-HS256", "A256CBC-HS512", "A128GCM", "A256GCM")
                        .map(enc -> Arguments.of(alg, enc)));
    }

    @ParameterizedTest
    @MethodSource("encryptions")
    void anIdTokenIsEncryptedWithTheSecret(String alg, String enc) throws Exception {
        register(Map.of("id_token_encrypted_response_alg", alg, "id_token_encrypted_response_enc", enc));
        JWEObject jwe = JWEObject.parse(alice.tokens(shared, "openid").getString("id_token"));
        assertThat(jwe.getHeader().getAlgorithm().getName()).isEqualTo(alg);
        assertThat(jwe.getHeader().getEncryptionMethod().getName()).isEqualTo(enc);
        jwe.decrypt(decrypter(alg, enc));
        verified(jwe.getPayload().toString(), "HS256");
    }

    @Test
    void anIdTokenOfTheSecretIsAHint() {
        UserAgent browser = new UserAgent(provider);
        RelyingParty.Request request = shared.request("openid");
        String idToken = request.redeem(People.ALICE.authorize(browser, request))
                .jsonPath()
                .getString("id_token");
        assertThat(hinted(browser, idToken)).containsKey("code");
        UserAgent.Visit bye = browser.get(URI.create(provider
                + "/logout?post_logout_redirect_uri=https%3A%2F%2Fshared.example.com%2Fbye&id_token_hint=" + idToken));
        assertThat(bye.address().toString()).startsWith("https://shared.example.com/bye");
    }

    @Test
    void whatTheSecretSignedOtherwiseIsNoHint() throws Exception {
        UserAgent browser = new UserAgent(provider);
        RelyingParty.Request request = shared.request("openid");
        People.ALICE.authorize(browser, request);
        Map<String, Object> claims = Map.of(
                "iss", provider.toString(),
                "aud", "shared",
                "sub", People.ALICE.sub(),
                "exp", Instant.now().plusSeconds(60).getEpochSecond());
        assertThat(hinted(browser, sign(claims, "HS256", shared.secret()))).containsKey("code");
        assertRefused(browser, sign(claims, "HS256", "another" + shared.secret()));
        assertRefused(browser, sign(claims, "HS512", shared.secret()));
        assertRefused(browser, sign(with(claims, "iss", "shared"), "HS256", shared.secret()));
        assertRefused(browser, sign(with(claims, "aud", "intranet"), "HS256", shared.secret()));
        assertRefused(browser, sign(with(claims, "exp", "never"), "HS256", shared.secret()));
        register(Map.of("id_token_signed_response_alg", "RS256"));
        assertRefused(browser, sign(claims, "HS256", shared.secret()));
    }

    private void assertRefused(UserAgent browser, String hint) {
        assertThat(hinted(browser, hint)).containsEntry("error", "invalid_request");
    }

    private Map<String, String> hinted(UserAgent browser, String hint) {
        return RelyingParty.answer(browser.get(shared.request("openid")
                .with("prompt", "none")
                .with("id_token_hint", hint)
                .uri()));
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(claims);
        changed.put(name, value);
        return changed;
    }

    private static String sign(Map<String, Object> claims, String alg, String secret) throws Exception {
        JWSObject jws = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.parse(alg))
                        .type(JOSEObjectType.JWT)
                        .build(),
                new Payload(claims));
        jws.sign(new MACSigner(secret));
        return jws.serialize();
    }

    private String userinfo() {
        return given().auth()
                .oauth2(alice.accessToken(shared, "openid profile"))
                .get("/userinfo")
                .then()
                .statusCode(200)
                .contentType("application/jwt")
                .extract()
                .asString();
    }

    private Jwt verified(String jwt, String alg) throws Exception {
        JWSObject jws = JWSObject.parse(jwt);
        assertThat(jws.getHeader().getAlgorithm().getName()).isEqualTo(alg);
        assertThat(jws.verify(new MACVerifier(shared.secret()))).isTrue();
        return Jwt.of(jwt);
    }

    /** OpenID Connect Core 1.0, section 10.2: the left bytes of a digest of the secret. */
    private JWEDecrypter decrypter(String alg, String enc) throws Exception {
        int content = enc.contains("CBC")
                ? Integer.parseInt(enc.substring(1, 4)) / 4
                : Integer.parseInt(enc.substring(1, 4)) / 8;
        int length = alg.equals("dir") ? content : Integer.parseInt(alg.substring(1, 4)) / 8;
        byte[] digest = MessageDigest.getInstance(length > 32 ? "SHA-512" : "SHA-256")
                .digest(shared.secret().getBytes(StandardCharsets.UTF_8));
        SecretKeySpec key = new SecretKeySpec(Arrays.copyOf(digest, length), "AES");
        return alg.equals("dir") ? new DirectDecrypter(key) : new AESDecrypter(key);
    }

    private void register(Map<String, Object> changes) {
        Client stored = clients.find("shared").orElseThrow();
        before = before == null ? stored.metadata : before;
        Map<String, Object> members = new HashMap<>(before.toMap());
        members.putAll(changes);
        store(ClientMetadata.of(members));
    }

    private void store(ClientMetadata metadata) {
        QuarkusTransaction.requiringNew()
                .run(() ->
                        clients.store(new ClientRegistration("shared", Optional.empty(), metadata, Optional.empty())));
    }
}
