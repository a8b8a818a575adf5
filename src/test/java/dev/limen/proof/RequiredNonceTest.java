package dev.limen.proof;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.limen.support.DpopKey;
import dev.limen.support.DpopKey.Proof;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 9449, sections 8 and 9, where a nonce is demanded: from the first to its end. */
@QuarkusTest
@TestProfile(RequiredNonceTest.Required.class)
public class RequiredNonceTest {

    private static final URI PROVIDER = Provider.uri();
    private static final URI TOKEN = PROVIDER.resolve("/token");
    private static final URI USERINFO = PROVIDER.resolve("/userinfo");

    private final DpopKey key = DpopKey.generate();

    @Inject
    TestClock clock;

    /** As an operator would set it who gives clients no second chance. */
    public static class Required implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "limen.dpop.nonce", "required",
                    "limen.dpop.nonce-lifetime", "PT30S",
                    "limen.tokens.refresh-grace", "PT0S");
        }
    }

    @BeforeEach
    void stop() {
        clock.stop();
    }

    @AfterEach
    void restore() {
        clock.reset();
    }

    @Test
    void theFirstProofIsAnsweredWithANonce() {
        Response answer = ask(proof());
        answer.then().statusCode(400).body("error", equalTo("use_dpop_nonce"));
        ask(proof().claim("nonce", nonce(answer))).then().statusCode(200);
    }

    @Test
    void aNonceServesManyProofsUntilItEnds() {
        String first = nonce(ask(proof()));
        ask(proof().claim("nonce", first)).then().statusCode(200).header("DPoP-Nonce", equalTo(first));
        ask(proof().claim("nonce", first)).then().statusCode(200);

        clock.advance(Duration.ofSeconds(30));
        Response answer = ask(proof().claim("nonce", first));
        answer.then().statusCode(200);
        assertThat(nonce(answer)).as("the next one comes before the first ends").isNotEqualTo(first);

        clock.advance(Duration.ofSeconds(30));
        ask(proof().claim("nonce", first)).then().statusCode(400).body("error", equalTo("use_dpop_nonce"));
        ask(proof().claim("nonce", nonce(answer))).then().statusCode(200);
    }

    @Test
    void aProofWithoutANonceUsesNothingUp() {
        String proof = proof().jwt();
        RelyingParty robot = RelyingParty.robot(PROVIDER).sending(proof);
        for (int i = 0; i < 2; i++) {
            robot.token(Map.of("grant_type", "client_credentials"))
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("use_dpop_nonce"));
        }
    }

    @Test
    void aProofWithANonceIsAcceptedOnce() {
        String proof = proof().claim("nonce", nonce(ask(proof()))).jwt();
        RelyingParty robot = RelyingParty.robot(PROVIDER).sending(proof);
        robot.token(Map.of("grant_type", "client_credentials")).then().statusCode(200);
        robot.token(Map.of("grant_type", "client_credentials"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_dpop_proof"));
    }

    /** Section 9: a resource says it with a 401. */
    @Test
    void userinfoDemandsItToo() {
        String nonce = nonce(ask(proof()));
        String token = ask(proof().claim("nonce", nonce)).then().extract().path("access_token");
        Response answer = userinfo(token, key.proof("GET", USERINFO).with(token));
        answer.then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("DPoP realm=\"limen\", error=\"use_dpop_nonce\""));
        // the proof is good now; what a machine's token lacks is the scope openid
        userinfo(token, key.proof("GET", USERINFO).with(token).claim("nonce", nonce(answer)))
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", startsWith("DPoP realm=\"limen\", error=\"insufficient_scope\""));
    }

    private Proof proof() {
        return key.proof("POST", TOKEN);
    }

    private static Response ask(Proof proof) {
        return RelyingParty.robot(PROVIDER)
                .sending(proof.jwt())
                .token(Map.of("grant_type", "client_credentials", "scope", "api:read"));
    }

    private static Response userinfo(String token, Proof proof) {
        return given().header("Authorization", "DPoP " + token)
                .header("DPoP", proof.jwt())
                .get(USERINFO);
    }

    private static String nonce(Response response) {
        return response.header("DPoP-Nonce");
    }
}
