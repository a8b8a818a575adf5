package dev.limen.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.Jwt;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands in ID tokens (OpenID Connect Core 1.0, section 2) and access tokens (RFC 9068, section 2). */
@QuarkusTest
class TokensTest {

    private final URI provider = Provider.uri();
    private final RelyingParty intranet = RelyingParty.intranet(provider);

    @Test
    void anIdTokenHasWhatCoreDemandsAndNothingElse() throws Exception {
        Request request = intranet.request("openid profile email");
        JsonPath tokens = tokens(request);
        Jwt idToken = Jwt.of(tokens.getString("id_token"));

        assertThat(idToken.header())
                .containsEntry("alg", "RS256")
                .containsEntry("typ", "JWT")
                .containsKey("kid");
        assertThat(idToken.claims())
                .containsOnlyKeys(
                        "iss",
                        "sub",
                        "aud",
                        "azp",
                        "iat",
                        "exp",
                        "auth_time",
                        "acr",
                        "amr",
                        "sid",
                        "jti",
                        "nonce",
                        "at_hash")
                .containsEntry("iss", provider.toString())
                .containsEntry("aud", "intranet")
                .containsEntry("azp", "intranet")
                .containsEntry("acr", "urn:limen:acr:password")
                .containsEntry("nonce", request.get("nonce"))
                .containsEntry("at_hash", atHash(tokens.getString("access_token")));
        assertThat(idToken.seconds("exp") - idToken.seconds("iat")).isEqualTo(300);
        assertThat(idToken.seconds("auth_time")).isLessThanOrEqualTo(idToken.seconds("iat"));
    }

    @Test
    void anAccessTokenIsOneOfRfc9068() {
        Jwt token = Jwt.of(tokens(intranet.request("openid api:read")).getString("access_token"));
        assertThat(token.header())
                .containsEntry("typ", "at+jwt")
                .containsEntry("alg", "RS256")
                .containsKey("kid");
        assertThat(token.claims())
                .containsOnlyKeys(
                        "iss",
                        "sub",
                        "aud",
                        "client_id",
                        "jti",
                        "iat",
                        "exp",
                        "scope",
                        "auth_time",
                        "acr",
                        "amr",
                        "status")
                .containsEntry("client_id", "intranet")
                .containsEntry("scope", "openid api:read");
        assertThat(token.list("aud")).containsExactlyInAnyOrder("https://api.example.com", provider.toString());
        assertThat(token.seconds("exp") - token.seconds("iat")).isEqualTo(600);
    }

    @Test
    void aTokenForAResourceAloneIsForItAlone() {
        Jwt token = Jwt.of(tokens(intranet.request("api:read")).getString("access_token"));
        assertThat(token.claims()).containsEntry("aud", "https://api.example.com");
    }

    @Test
    void withoutOpenidThereIsNoIdToken() {
        assertThat(tokens(intranet.request("profile")).getString("id_token")).isNull();
    }

    @Test
    void aRefreshedIdTokenKeepsTheAuthenticationAndHasNoNonce() {
        JsonPath first = tokens(intranet.request("openid"));
        JsonPath second = intranet.refresh(first.getString("refresh_token"))
                .then()
                .extract()
                .jsonPath();
        Jwt before = Jwt.of(first.getString("id_token"));
        Jwt after = Jwt.of(second.getString("id_token"));
        for (String same : new String[] {"iss", "sub", "aud", "azp", "auth_time", "sid"}) {
            assertThat(after.claims().get(same))
                    .as(same)
                    .isEqualTo(before.claims().get(same));
        }
        assertThat(after.claims()).doesNotContainKey("nonce");
    }

    @Test
    void claimsThatAreAskedForOneByOneGoWhereTheyAreAsked() {
        Request request = intranet.request("openid")
                .with(
                        "claims",
                        "{\"id_token\":{\"email\":{\"essential\":true},\"given_name\":{\"value\":\"Nobody\"},"
                                + "\"auth_time\":null,\"iss\":{\"value\":\"x\"}},\"userinfo\":{\"nickname\":null}}");
        JsonPath tokens = tokens(request);
        Jwt idToken = Jwt.of(tokens.getString("id_token"));
        assertThat(idToken.claims())
                .containsEntry("email", "alice@example.com")
                .doesNotContainKeys("given_name", "nickname")
                .containsEntry("iss", provider.toString());
        Map<String, Object> userinfo = io.restassured.RestAssured.given()
                .auth()
                .oauth2(tokens.getString("access_token"))
                .get(provider.resolve("/userinfo"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("");
        assertThat(userinfo).containsOnlyKeys("sub", "nickname");
    }

    @Test
    void offlineAccessNeedsAClientThatCanUseIt() {
        JsonPath tokens = tokens(intranet.request("openid offline_access"));
        assertThat(tokens.getString("scope")).isEqualTo("openid offline_access");
        assertThat(tokens.getString("refresh_token")).isNotBlank();
    }

    private JsonPath tokens(Request request) {
        return request.redeem(People.ALICE.authorize(new UserAgent(provider), request))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String atHash(String token) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
    }
}
