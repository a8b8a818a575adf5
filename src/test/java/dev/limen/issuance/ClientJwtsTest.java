package dev.limen.issuance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import dev.limen.client.Client;
import dev.limen.client.ClientRegistration;
import dev.limen.client.Clients;
import dev.limen.jose.PublicJwk;
import dev.limen.protocol.ClientMetadata;
import dev.limen.support.Jwt;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.SealedClient;
import dev.limen.support.Visitor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said to a client is signed and encrypted as it registered (OpenID Connect Core 1.0, section 10; RFC 9701). */
@QuarkusTest
class ClientJwtsTest {

    private static final String JWT = "application/token-introspection+jwt";

    private final URI provider = Provider.uri();
    private final RelyingParty sealed = RelyingParty.sealed(provider);
    private final RelyingParty intranet = RelyingParty.intranet(provider);
    private final Visitor alice = new Visitor(provider, People.ALICE);
    private final SealedClient client = new SealedClient();
    private final Map<String, ClientMetadata> before = new HashMap<>();

    @Inject
    Clients clients;

    @AfterEach
    void restore() {
        before.forEach(this::store);
    }

    @ParameterizedTest
    @CsvSource({"RS256,SHA-256", "PS256,SHA-256", "ES256,SHA-256", "EdDSA,SHA-512"})
    void everythingIsSignedWithTheRegisteredAlgorithm(String alg, String hash) throws Exception {
        register(
                intranet,
                Map.of(
                        "id_token_signed_response_alg", alg,
                        "access_token_signed_response_alg", alg,
                        "userinfo_signed_response_alg", alg,
                        "introspection_signed_response_alg", alg));
        JsonPath tokens = alice.tokens(intranet, "openid profile");
        String accessToken = tokens.getString("access_token");

        verified(accessToken, alg);
        Jwt idToken = verified(tokens.getString("id_token"), alg);
        byte[] digest = MessageDigest.getInstance(hash).digest(accessToken.getBytes(StandardCharsets.US_ASCII));
        assertThat(idToken.claims())
                .containsEntry(
                        "at_hash",
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(Arrays.copyOf(digest, digest.length / 2)));
        assertThat(verified(userinfo(accessToken), alg).claims()).containsEntry("aud", "intranet");
        assertThat(verified(intranet.introspect(accessToken, JWT).asString(), alg)
                        .claims())
                .containsEntry("aud", "intranet");
    }

    static Stream<Arguments> encryptions() {
        return Stream.of("RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW")
                .flatMap(alg -> Stream.of("A128CBC-HS256", "A256CBC-HS512", "A128GCM", "A256GCM")
                        .map(enc -> Arguments.of(alg, enc)));
    }

    @ParameterizedTest
    @MethodSource("encryptions")
    void anIdTokenIsSignedAndThenEncrypted(String alg, String enc) throws Exception {
        register(sealed, Map.of("id_token_encrypted_response_alg", alg, "id_token_encrypted_response_enc", enc));
        JWEObject jwe = client.open(alice.tokens(sealed, "openid").getString("id_token"));
        assertThat(jwe.getHeader().getAlgorithm().getName()).isEqualTo(alg);
        assertThat(jwe.getHeader().getEncryptionMethod().getName()).isEqualTo(enc);
        assertThat(jwe.getHeader().getContentType()).isEqualTo("JWT");
        assertThat(jwe.getHeader().getKeyID()).isEqualTo(alg.startsWith("RSA") ? "rsa" : "ec");
        assertThat(verified(jwe.getPayload().toString(), "RS256").claims())
                .containsEntry("aud", "sealed")
                .containsEntry("sub", People.ALICE.sub())
                .containsKeys("exp", "nonce", "at_hash");
    }

    @Test
    void userinfoIsSignedAndThenEncrypted() throws Exception {
        JWEObject jwe = client.open(userinfo(alice.accessToken(sealed, "openid profile")));
        assertThat(jwe.getHeader().getAlgorithm().getName()).isEqualTo("ECDH-ES+A256KW");
        assertThat(jwe.getHeader().getEncryptionMethod().getName()).isEqualTo("A256GCM");
        assertThat(verified(jwe.getPayload().toString(), "RS256").claims())
                .containsEntry("aud", "sealed")
                .containsEntry("iss", provider.toString())
                .containsEntry("name", "Alice Adams");
    }

    @Test
    void userinfoThatIsOnlyEncryptedIsNotSigned() throws Exception {
        register(sealed, Collections.singletonMap("userinfo_signed_response_alg", null));
        JWEObject jwe = client.open(userinfo(alice.accessToken(sealed, "openid profile")));
        assertThat(jwe.getHeader().getContentType()).isNull();
        assertThat(jwe.getPayload().toJSONObject())
                .containsEntry("sub", People.ALICE.sub())
                .containsEntry("aud", "sealed");
    }

    @Test
    void introspectionIsSignedAndThenEncrypted() throws Exception {
        String token = alice.accessToken(sealed, "openid");
        JWEObject jwe = client.open(sealed.introspect(token, JWT)
                .then()
                .statusCode(200)
                .contentType(JWT)
                .extract()
                .asString());
        assertThat(jwe.getHeader().getAlgorithm().getName()).isEqualTo("ECDH-ES");
        assertThat(jwe.getHeader().getEncryptionMethod().getName()).isEqualTo("A128GCM");
        Jwt jwt = verified(jwe.getPayload().toString(), "PS256");
        assertThat(jwt.header()).containsEntry("typ", "token-introspection+jwt");
        assertThat(jwt.claims()).containsEntry("aud", "sealed");
    }

    @Test
    void whatShouldBeEncryptedIsNotSentWhereTheClientHasNoKeyForIt() {
        String accessToken = alice.accessToken(sealed, "openid");
        Map<String, Object> other =
                new HashMap<>(client.keys().getKeyByKeyId("sign").toPublicJWK().toJSONObject());
        other.put("use", "enc");
        other.put("n", "AQAB"); // no key of a length that may be used
        register(sealed, Map.of("jwks", Map.of("keys", List.of(other))));
        given().auth()
                .oauth2(accessToken)
                .get("/userinfo")
                .then()
                .statusCode(400)
                .header("WWW-Authenticate", org.hamcrest.Matchers.containsString("invalid_request"));
        sealed.introspect(accessToken, JWT).then().statusCode(400).body("error", equalTo("invalid_request"));
        sealed.introspect(accessToken, "application/json")
                .then()
                .statusCode(200)
                .body("active", equalTo(true));
    }

    /** No kind of JWT passes for another, whatever else they share (RFC 9701, section 8.1). */
    @Test
    void anIntrospectionAnswerIsNoAccessTokenAndNoHint() {
        String answer =
                intranet.introspect(alice.accessToken(intranet, "openid"), JWT).asString();
        given().auth().oauth2(answer).get("/userinfo").then().statusCode(401);
        intranet.introspect(answer, "application/json").then().statusCode(200).body("active", equalTo(false));
        assertThat(given().queryParam("id_token_hint", answer)
                        .redirects()
                        .follow(false)
                        .get("/logout")
                        .statusCode())
                .isEqualTo(400);
    }

    private String userinfo(String accessToken) {
        return given().auth()
                .oauth2(accessToken)
                .get("/userinfo")
                .then()
                .statusCode(200)
                .contentType("application/jwt")
                .extract()
                .asString();
    }

    /** Verified with the published key that the header names, by another library than the provider's. */
    private static Jwt verified(String jwt, String alg) throws Exception {
        JWSObject jws = JWSObject.parse(jwt);
        Map<String, Object> key = given().get("/jwks").jsonPath().<Map<String, Object>>getList("keys").stream()
                .filter(k -> k.get("kid").equals(jws.getHeader().getKeyID()))
                .findFirst()
                .orElseThrow();
        assertThat(jws.getHeader().getAlgorithm().getName()).isEqualTo(alg).isEqualTo(key.get("alg"));
        assertThat(verifies(jws, PublicJwk.parse(key))).isTrue();
        return Jwt.of(jwt);
    }

    private static boolean verifies(JWSObject jws, PublicKey key) throws Exception {
        if (key instanceof RSAPublicKey rsa) {
            return jws.verify(new RSASSAVerifier(rsa));
        }
        if (key instanceof ECPublicKey ec) {
            return jws.verify(new ECDSAVerifier(ec));
        }
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        signature.update(jws.getSigningInput());
        return signature.verify(jws.getSignature().decode());
    }

    private void register(RelyingParty party, Map<String, Object> changes) {
        Client stored = clients.find(party.clientId()).orElseThrow();
        before.put(party.clientId(), stored.metadata);
        Map<String, Object> members = new HashMap<>(stored.metadata.toMap());
        members.putAll(changes);
        store(party.clientId(), ClientMetadata.of(members));
    }

    private void store(String clientId, ClientMetadata metadata) {
        QuarkusTransaction.requiringNew()
                .run(() ->
                        clients.store(new ClientRegistration(clientId, Optional.empty(), metadata, Optional.empty())));
    }
}
