package dev.limen.attack;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S27: what is too large, too deep or too much is refused as the sender's fault, soon, and without a failure of ours. */
@QuarkusTest
@Timeout(30)
class ExhaustionTest {

    private static final int HUNG_UP = 0;

    private static final URI PROVIDER = Provider.uri();
    private static final RelyingParty INTRANET = RelyingParty.intranet(PROVIDER);
    private static final String DEEP = "[".repeat(3_000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/token",
                "/revoke",
                "/introspect",
                "/device_authorization",
                "/device",
                "/userinfo",
                "/authorize",
                "/logout",
                "/par",
                "/bc-authorize",
                "/register"
            })
    void hugeBodies(String path) {
        String body = "token=" + "a".repeat(1_000_000);
        // the answer comes before all is sent, and the connection is closed: who is still sending may not get to read
        // it
        assertThat(sent(path, body)).isIn(413, HUNG_UP);
    }

    private int sent(String path, String body) {
        try {
            return form(path, body).statusCode();
        } catch (Exception e) { // rest-assured throws checked ones without declaring them
            assertThat(e).isInstanceOf(SocketException.class);
            return HUNG_UP;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/token",
                "/revoke",
                "/introspect",
                "/device_authorization",
                "/device",
                "/userinfo",
                "/par",
                "/bc-authorize"
            })
    void manyParameters(String path) {
        String body = IntStream.range(0, 20_000).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));
        assertThat(form(path, body).statusCode()).isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/token",
                "/revoke",
                "/introspect",
                "/device_authorization",
                "/device",
                "/userinfo",
                "/par",
                "/bc-authorize"
            })
    void colludingNames(String path) {
        // "Aa" and "BB" have one hash
        String body = IntStream.range(0, 512)
                .mapToObj(i -> String.format("%9s", Integer.toBinaryString(i)).replace(' ', '0'))
                .map(bits -> bits.replace("0", "Aa").replace("1", "BB") + "=1")
                .collect(Collectors.joining("&"));
        assertThat(form(path, body).statusCode()).isBetween(400, 499);
    }

    @Test
    void deepClaimsParameter() {
        for (String claims : new String[] {
            DEEP,
            "{\"userinfo\":" + DEEP,
            "{\"userinfo\":" + "{\"a\":".repeat(600) + "1" + "}".repeat(601),
            "{\"userinfo\":{\"a\":{\"value\":" + "9".repeat(3_000) + "}}}",
            "{\"userinfo\":{\"a\":{\"value\":1e" + "9".repeat(30) + "}}}"
        }) {
            URI address = INTRANET.request("openid").with("claims", claims).uri();
            Response answer =
                    given().redirects().follow(false).urlEncodingEnabled(false).get(address);
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.header("Location"))
                    .startsWith("https://intranet.example.com/callback?")
                    .contains("error=invalid_request");
        }
    }

    @Test
    void bombsOfAuthorizationDetails() {
        RelyingParty planner = RelyingParty.planner(Provider.uri());
        for (String details : new String[] {
            DEEP,
            "[".repeat(1_000) + "]".repeat(1_000),
            "[{\"type\":\"folder_access\",\"path\":" + "[".repeat(500) + "]".repeat(500) + "}]",
            "[" + "{\"type\":\"folder_access\",\"path\":\"/\"},".repeat(300) + "{}]",
            "[{\"type\":\"folder_access\",\"path\":\"" + "a".repeat(60_000) + "\"}]",
            "[{\"type\":\"payment_initiation\",\"limit\":1e" + "9".repeat(30) + "}]"
        }) {
            planner.token(Map.of("grant_type", "client_credentials", "authorization_details", details))
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_authorization_details"));
        }
    }

    @Test
    void bombsInPlaceOfTokens() {
        String deepJwt = encode("{\"alg\":\"RS256\",\"a\":" + DEEP) + "." + encode(DEEP) + ".AAAA";
        String manyParts = "a.".repeat(2_000) + "a";
        for (String token : new String[] {deepJwt, manyParts, "A".repeat(6_000), "=".repeat(100)}) {
            assertThat(given().formParam("access_token", token)
                            .post("/userinfo")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(form("/introspect", credentials() + "&token=" + token).statusCode())
                    .isEqualTo(401);
            Response hint = given().redirects()
                    .follow(false)
                    .urlEncodingEnabled(false)
                    .get(INTRANET.request("openid").with("id_token_hint", token).uri());
            assertThat(hint.statusCode()).isLessThan(500);
            assertThat(given().queryParam("id_token_hint", token).get("/logout").statusCode())
                    .isLessThan(500);
        }
    }

    /** The client is registered for client_secret_basic, so that its secret in the form is refused after it was read. */
    private static String credentials() {
        return "client_id=" + INTRANET.clientId() + "&client_secret="
                + URLEncoder.encode(INTRANET.secret(), StandardCharsets.UTF_8);
    }

    private static Response form(String path, String body) {
        return given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded")
                .body(body)
                .post(PROVIDER.resolve(path));
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
