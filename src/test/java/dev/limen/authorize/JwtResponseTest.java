package dev.limen.authorize;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.jarm.JARMValidator;
import dev.limen.client.Clients;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.SealedClient;
import dev.limen.support.SigningClient;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Authorization responses as JWTs (JWT Secured Authorization Response Mode for OAuth 2.0). */
@QuarkusTest
class JwtResponseTest {

    private static final URI PROVIDER = Provider.uri();

    @Inject
    Clients clients;

    private final UserAgent browser = new UserAgent(PROVIDER);
    private SigningClient client;

    @BeforeEach
    void signIn() {
        client = new SigningClient(clients).register(Map.of());
        People.ALICE.authorize(browser, client.party().request("openid"));
    }

    @ParameterizedTest
    @CsvSource({"jwt, ?", "query.jwt, ?", "fragment.jwt, #"})
    void saysAllInOneParameter(String mode, String separator) throws Exception {
        Request request = client.party().request("openid").with("response_mode", mode);
        Visit visit = browser.get(request.uri());
        assertThat(visit.address().toString()).startsWith(SigningClient.REDIRECT_URI + separator + "response=");
        Map<String, String> answer = RelyingParty.answer(visit);
        assertThat(answer).containsOnlyKeys("response");
        Map<String, Object> claims = Visitor.claims(answer.get("response")).getMap("");
        assertThat(claims)
                .containsOnlyKeys("iss", "aud", "iat", "exp", "code", "state", "session_state")
                .containsEntry("iss", PROVIDER.toString())
                .containsEntry("aud", SigningClient.ID)
                .containsEntry("state", request.get("state"));
        assertThat(((Number) claims.get("exp")).longValue())
                .isBetween(Instant.now().getEpochSecond() + 60, Instant.now().getEpochSecond() + 600);
        AuthorizationResponse validated = AuthorizationResponse.parse(visit.address(), validator(JWSAlgorithm.RS256));
        assertThat(validated.indicatesSuccess()).isTrue();
        assertThat(validated.getState().getValue()).isEqualTo(request.get("state"));
        request.redeem(Map.of("code", claims.get("code").toString())).then().statusCode(200);
    }

    private static JARMValidator validator(JWSAlgorithm alg) throws Exception {
        return new JARMValidator(
                new Issuer(PROVIDER.toString()),
                new ClientID(SigningClient.ID),
                alg,
                JWKSet.parse(given().get("/jwks").asString()));
    }

    @Test
    void isPostedByAForm() {
        Visit page = browser.get(client.party()
                .request("openid")
                .with("response_mode", "form_post.jwt")
                .uri());
        assertThat(page.page()).isEqualTo("form-post");
        assertThat(page.document().select("input[type=hidden]").eachAttr("name"))
                .containsExactly("response");
        assertThat(Visitor.claims(page.document().select("input[name=response]").attr("value"))
                        .getString("code"))
                .isNotEmpty();
    }

    /** Section 2.1: refusals too. */
    @ParameterizedTest
    @ValueSource(strings = {"jwt", "query.jwt", "fragment.jwt"})
    void saysRefusalsToo(String mode) {
        Request request = client.party().request("openid unheard-of").with("response_mode", mode);
        Map<String, String> answer = RelyingParty.answer(browser.get(request.uri()));
        assertThat(answer).containsOnlyKeys("response");
        assertThat(Visitor.claims(answer.get("response")).getMap(""))
                .containsEntry("error", "invalid_scope")
                .containsEntry("state", request.get("state"))
                .containsKeys("error_description", "iss", "aud", "exp")
                .doesNotContainKey("code");
    }

    @Test
    void comesAfterAStepAndAPushToo() {
        UserAgent other = new UserAgent(PROVIDER);
        Request request = client.party().request("openid").with("response_mode", "jwt");
        Visit login = other.get(request.pushedUri());
        Map<String, String> answer = RelyingParty.answer(People.BOB.signIn(other, login));
        assertThat(Visitor.claims(answer.get("response")).getString("state")).isEqualTo(request.get("state"));
    }

    @Test
    void isSignedAsTheClientRegistered() throws Exception {
        client.register(Map.of("authorization_signed_response_alg", "PS256"));
        Visit visit = browser.get(
                client.party().request("openid").with("response_mode", "jwt").uri());
        assertThat(AuthorizationResponse.parse(visit.address(), validator(JWSAlgorithm.PS256))
                        .indicatesSuccess())
                .isTrue();
        client.register(Map.of("authorization_signed_response_alg", "HS256"));
        Visit keyed = browser.get(
                client.party().request("openid").with("response_mode", "jwt").uri());
        JARMValidator validator = new JARMValidator(
                new Issuer(PROVIDER.toString()),
                new ClientID(SigningClient.ID),
                JWSAlgorithm.HS256,
                new Secret(SigningClient.SECRET));
        assertThat(AuthorizationResponse.parse(keyed.address(), validator).indicatesSuccess())
                .isTrue();
    }

    @Test
    void isEncryptedAsTheClientRegistered() throws Exception {
        SealedClient keys = new SealedClient();
        Map<String, Object> members = new HashMap<>();
        members.put("jwks", keys.keys().toPublicJWKSet().toJSONObject());
        members.put("authorization_encrypted_response_alg", "RSA-OAEP-256");
        members.put("authorization_encrypted_response_enc", "A256GCM");
        client.register(members);
        Map<String, String> answer = RelyingParty.answer(browser.get(
                client.party().request("openid").with("response_mode", "jwt").uri()));
        String signed = keys.open(answer.get("response")).getPayload().toString();
        assertThat(Visitor.claims(signed).getString("code")).isNotEmpty();
        assertThat(Visitor.header(signed).getString("alg")).isEqualTo("RS256");
    }

    /** Nothing is granted where the answer could not be said. */
    @Test
    void isNotSentInTheClearWhereItShouldBeEncrypted() {
        client.register(
                Map.of("jwks_uri", "https://10.0.0.1/jwks", "authorization_encrypted_response_alg", "RSA-OAEP-256"));
        Visit visit = browser.get(
                client.party().request("openid").with("response_mode", "jwt").uri());
        assertThat(visit.page()).isEqualTo("error");
    }

    /** RFC 8725, section 3.11: it passes for no other token of ours. */
    @Test
    void isNoIdTokenAndNoAccessToken() {
        String response = RelyingParty.answer(browser.get(client.party()
                        .request("openid")
                        .with("response_mode", "jwt")
                        .uri()))
                .get("response");
        assertThat(Visitor.header(response).getMap("")).doesNotContainKey("typ");
        given().auth().oauth2(response).get("/userinfo").then().statusCode(401);
        assertThat(RelyingParty.answer(browser.get(client.party()
                                .request("openid")
                                .with("prompt", "none")
                                .with("id_token_hint", response)
                                .uri()))
                        .get("error"))
                .isEqualTo("invalid_request");
        client.register(Map.of(
                "authorization_signed_response_alg",
                "HS256",
                "id_token_signed_response_alg",
                "HS256",
                "request_object_signing_alg",
                "HS256"));
        Request again = client.party().request("openid");
        String keyed = RelyingParty.answer(
                        browser.get(again.with("response_mode", "jwt").uri()))
                .get("response");
        assertThat(RelyingParty.answer(browser.get(client.party()
                                .request("openid")
                                .with("prompt", "none")
                                .with("id_token_hint", keyed)
                                .uri()))
                        .get("error"))
                .isEqualTo("invalid_request");
        assertThat(RelyingParty.answer(browser.get(client.party()
                                .request("openid")
                                .with("request", keyed)
                                .uri()))
                        .get("error"))
                .isEqualTo("invalid_request_object");
    }
}
