package dev.limen.attack;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.support.Jwt;
import dev.limen.support.PartnerIssuer;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.UserAgent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S5: forged JWTs, made from nothing but what is public, at every place that reads one. */
@QuarkusTest
class AlgorithmConfusionTest {

    private static final URI PROVIDER = Provider.uri();
    private static final RelyingParty INTRANET = RelyingParty.intranet(PROVIDER);
    private static final String BYE = "https://intranet.example.com/bye";

    private final UserAgent browser = new UserAgent(PROVIDER);
    private JsonPath tokens;
    private KeyPair stranger;

    @BeforeEach
    void signIn() throws GeneralSecurityException {
        RelyingParty.Request request = INTRANET.request("openid");
        tokens = request.redeem(People.ALICE.authorize(browser, request)).jsonPath();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        stranger = generator.generateKeyPair();
    }

    @Test
    void asAccessToken() throws GeneralSecurityException {
        String token = tokens.getString("access_token");
        for (String forged : forgeries(token)) {
            given().auth().oauth2(forged).get("/userinfo").then().statusCode(401);
            INTRANET.post("/introspect", Map.of("token", forged))
                    .then()
                    .statusCode(200)
                    .body("active", equalTo(false));
            INTRANET.post("/revoke", Map.of("token", forged)).then().statusCode(200);
        }
        given().auth().oauth2(token).get("/userinfo").then().statusCode(200);
    }

    @Test
    void asSubjectOrActorOfAnExchange() throws GeneralSecurityException {
        RelyingParty desk = RelyingParty.desk(PROVIDER);
        String type = "urn:ietf:params:oauth:token-type:";
        RelyingParty.Request request = desk.request("openid api:read");
        JsonPath own = request.redeem(People.BOB.authorize(new UserAgent(PROVIDER), request))
                .jsonPath();
        for (String kind : List.of("access_token", "id_token")) {
            String genuine = own.getString(kind);
            Map<String, String> asSubject = Map.of("subject_token_type", type + kind);
            for (String forged : forgeries(genuine)) {
                desk.exchange(forged, asSubject).then().statusCode(400);
                desk.exchange(
                                own.getString("access_token"),
                                Map.of("actor_token", forged, "actor_token_type", type + kind))
                        .then()
                        .statusCode(400);
            }
            desk.exchange(genuine, asSubject).then().statusCode(200);
        }
    }

    @Test
    void asAssertionOfATrustedIssuer() throws GeneralSecurityException {
        String genuine =
                PartnerIssuer.sign(PartnerIssuer.claims(People.ALICE.sub(), PROVIDER.toString(), Instant.now()));
        for (String forged : forgeries(genuine, PartnerIssuer.publicKey().getEncoded())) {
            RelyingParty.partner(PROVIDER)
                    .token(assertion(forged))
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_grant"));
        }
        RelyingParty.partner(PROVIDER).token(assertion(genuine)).then().statusCode(200);
    }

    private static Map<String, String> assertion(String jwt) {
        return Map.of("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion", jwt);
    }

    @Test
    void asHintOfWhoSignsOut() throws GeneralSecurityException {
        for (String forged : forgeries(tokens.getString("id_token"))) {
            UserAgent.Visit visit = browser.get("/logout?id_token_hint=" + forged + "&post_logout_redirect_uri=" + BYE);
            assertThat(visit.elsewhere()).isFalse();
            assertSignedIn();
        }
    }

    @Test
    void asHintOfWhoSignsIn() throws GeneralSecurityException {
        for (String forged : forgeries(tokens.getString("id_token"))) {
            UserAgent.Visit visit = browser.get(INTRANET.request("openid")
                    .with("prompt", "none")
                    .with("id_token_hint", forged)
                    .uri());
            assertThat(RelyingParty.answer(visit)).doesNotContainKey("code");
        }
    }

    private void assertSignedIn() {
        UserAgent.Visit visit =
                browser.get(INTRANET.request("openid").with("prompt", "none").uri());
        assertThat(RelyingParty.answer(visit)).containsKey("code");
    }

    private List<String> forgeries(String genuine) throws GeneralSecurityException {
        RSAPublicKey publicKey = publicKey((String) Jwt.of(genuine).header().get("kid"));
        return forgeries(genuine, publicKey.getEncoded(), publicKey.getModulus().toByteArray());
    }

    /** What can be made of a genuine JWT with these public bytes, and with a key of one's own. */
    private List<String> forgeries(String genuine, byte[]... secrets) throws GeneralSecurityException {
        Jwt jwt = Jwt.of(genuine);
        String payload = genuine.split("\\.")[1];
        List<String> forgeries = new ArrayList<>();
        for (byte[] secret : secrets) {
            for (String mac : List.of("HS256", "HS384", "HS512")) {
                forgeries.add(hmac(header(jwt, "alg", mac), payload, secret));
            }
        }
        for (Map<String, String> key : published()) {
            Jwt other = new Jwt(with(jwt.header(), "kid", key.get("kid")), jwt.claims());
            // whatever is public of any key, as a secret, and a stranger's signature under the name of each key
            for (String part : List.of(key.getOrDefault("n", ""), key.getOrDefault("x", ""))) {
                byte[] secret = Base64.getUrlDecoder().decode(part);
                if (secret.length > 0) {
                    forgeries.add(hmac(header(other, "alg", "HS256"), payload, secret));
                    forgeries.add(hmac(header(other, "alg", key.get("alg")), payload, secret));
                }
            }
            for (String alg : List.of("RS256", "RS384", "PS256", "ES256", "EdDSA", "Ed25519", "ML-DSA-44")) {
                forgeries.add(rsa(header(other, "alg", alg), payload, stranger.getPrivate()));
            }
        }
        for (String none : List.of("none", "None", "nOnE")) {
            forgeries.add(encode(header(jwt, "alg", none)) + "." + payload + ".");
            forgeries.add(encode(header(jwt, "alg", none)) + "." + payload + ".AAAA");
        }
        RSAPublicKey other = (RSAPublicKey) stranger.getPublic();
        String jwk = "{\"kty\":\"RSA\",\"n\":\"" + base64(other.getModulus().toByteArray()) + "\",\"e\":\"AQAB\"}";
        String header = header(jwt, "alg", "RS256");
        for (String extended : List.of(
                header,
                header.replace("}", ",\"jwk\":" + jwk + "}"),
                header.replace("}", ",\"jku\":\"http://127.0.0.1:1/jwks\"}"),
                header.replace("}", ",\"x5u\":\"http://127.0.0.1:1/cert\"}"),
                header.replace("}", ",\"crit\":[\"x\"],\"x\":1}"),
                header(jwt, "kid", "unknown"),
                header(jwt, "kid", "../../dev/null"))) {
            forgeries.add(rsa(extended, payload, stranger.getPrivate()));
        }
        forgeries.add(genuine.substring(0, genuine.lastIndexOf('.')) + ".");
        forgeries.add(genuine.substring(0, genuine.lastIndexOf('.')));
        return forgeries;
    }

    private static String header(Jwt jwt, String member, String value) {
        Map<String, Object> header = new LinkedHashMap<>(jwt.header());
        header.put(member, value);
        StringBuilder json = new StringBuilder("{");
        header.forEach((name, v) -> json.append(json.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":\"")
                .append(v)
                .append('"'));
        return json.append('}').toString();
    }

    private static Map<String, Object> with(Map<String, Object> header, String member, String value) {
        Map<String, Object> changed = new LinkedHashMap<>(header);
        changed.put(member, value);
        return changed;
    }

    private static List<Map<String, String>> published() {
        return given().get("/jwks").jsonPath().getList("keys");
    }

    private static RSAPublicKey publicKey(String kid) throws GeneralSecurityException {
        Map<String, String> key = given().get("/jwks").jsonPath().getMap("keys.find { it.kid == '" + kid + "' }");
        return (RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(key.get("n")), number(key.get("e"))));
    }

    private static BigInteger number(String base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
    }

    private static String hmac(String header, String payload, byte[] secret) throws GeneralSecurityException {
        Key key = new SecretKeySpec(secret, "HmacSHA256");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        String input = encode(header) + "." + payload;
        return input + "." + base64(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String rsa(String header, String payload, PrivateKey key) throws GeneralSecurityException {
        String input = encode(header) + "." + payload;
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + base64(signature.sign());
    }

    private static String encode(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
