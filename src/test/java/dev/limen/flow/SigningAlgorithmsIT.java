package dev.limen.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import dev.limen.flow.NimbusClient.Attempt;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.UserAgent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every signing algorithm that the metadata names signs, in the packaged program, what Nimbus can verify. */
@QuarkusIntegrationTest
@WithTestResource(PackagedProgram.class)
class SigningAlgorithmsIT {

    private final URI issuer = Provider.uri();

    @Test
    void idTokensAreSignedWithEachAdvertisedAlgorithm() throws Exception {
        for (String name : advertised("id_token_signing_alg_values_supported")) {
            JWSAlgorithm algorithm = JWSAlgorithm.parse(name);
            NimbusClient client = client(name);
            Attempt attempt = client.attempt(new UserAgent(issuer), People.ALICE, "openid", "#allow");
            OIDCTokens tokens = client.tokens(attempt);
            IDTokenClaimsSet claims = client.idTokens(algorithm).validate(tokens.getIDToken(), attempt.nonce());
            assertThat(claims.getSubject().getValue()).as(name).isEqualTo(People.ALICE.sub());
            AccessTokenValidator.validate(tokens.getAccessToken(), algorithm, claims.getAccessTokenHash());
        }
    }

    @Test
    void userinfoIsSignedWithEachAdvertisedAlgorithm() throws Exception {
        for (String name : advertised("userinfo_signing_alg_values_supported")) {
            NimbusClient client = client(name);
            OIDCTokens tokens = client.tokens(client.attempt(new UserAgent(issuer), People.ALICE, "openid", "#allow"));
            JWT signed =
                    client.userinfo(tokens.getAccessToken()).toSuccessResponse().getUserInfoJWT();
            JWTClaimsSet claims = client.verify(
                    signed, JWSAlgorithm.parse(name), "JWT", new Audience("signed-" + name), Set.of("iss", "sub"));
            assertThat(claims.getSubject()).as(name).isEqualTo(People.ALICE.sub());
        }
    }

    private List<String> advertised(String member) {
        List<String> names = given().get(issuer + "/.well-known/openid-configuration")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList(member, String.class);
        assertThat(names).as(member).contains("RS256", "ES256").doesNotContain("none");
        return names;
    }

    private NimbusClient client(String algorithm) throws Exception {
        return new NimbusClient(
                issuer,
                new ClientSecretBasic(
                        new ClientID("signed-" + algorithm), new Secret(PackagedProgram.secret(algorithm))),
                PackagedProgram.redirectUri(algorithm));
    }
}
