package dev.limen.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.limen.jose.HalfHash;
import dev.limen.jose.JwtReader;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.TypRule;
import dev.limen.jose.UnverifiedJwt;
import dev.limen.jose.VerificationKey;
import dev.limen.json.StrictJson;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.UserAgent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every signing algorithm that the metadata names signs, in the packaged program, what the published key verifies. */
@QuarkusIntegrationTest
@WithTestResource(PackagedProgram.class)
class SigningAlgorithmsIT {

    private final URI issuer = Provider.uri();

    @Test
    void idTokensAreSignedWithEachAdvertisedAlgorithm() throws Exception {
        for (SigningAlgorithm algorithm : advertised("id_token_signing_alg_values_supported")) {
            OIDCTokens tokens = tokens(client(algorithm.wire()));
            Map<String, Object> claims = verified(algorithm, tokens.getIDTokenString());
            assertThat(claims).as(algorithm.wire()).containsEntry("sub", People.ALICE.sub());
            assertThat(claims)
                    .containsEntry(
                            "at_hash",
                            HalfHash.of(algorithm, tokens.getAccessToken().getValue()));
        }
    }

    @Test
    void userinfoIsSignedWithEachAdvertisedAlgorithm() throws Exception {
        for (SigningAlgorithm algorithm : advertised("userinfo_signing_alg_values_supported")) {
            NimbusClient client = client(algorithm.wire());
            JWT signed = client.userinfo(tokens(client).getAccessToken())
                    .toSuccessResponse()
                    .getUserInfoJWT();
            assertThat(verified(algorithm, signed.getParsedString()))
                    .as(algorithm.wire())
                    .containsEntry("sub", People.ALICE.sub())
                    .containsEntry("iss", issuer.toString());
        }
    }

    private OIDCTokens tokens(NimbusClient client) throws Exception {
        return client.tokens(client.attempt(new UserAgent(issuer), People.ALICE, "openid", "#allow"));
    }

    /** By our own reader, as Nimbus knows neither Ed25519 without more libraries nor ML-DSA. */
    private Map<String, Object> verified(SigningAlgorithm algorithm, String jwt) throws Exception {
        UnverifiedJwt read = new JwtReader(new StrictJson()).read(jwt);
        List<Map<String, Object>> keys =
                given().get(issuer + "/jwks").then().statusCode(200).extract().path("keys");
        Map<String, Object> key = keys.stream()
                .filter(k -> k.get("kid").equals(read.kid().orElseThrow()))
                .findFirst()
                .orElseThrow();
        return read.verify(TypRule.exactly("JWT"), List.of(VerificationKey.of(algorithm, key)));
    }

    /** Those with a public key; what the client's secret signs has its tests elsewhere. */
    private List<SigningAlgorithm> advertised(String member) {
        List<String> names = given().get(issuer + "/.well-known/openid-configuration")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList(member, String.class);
        assertThat(names).as(member).contains("RS256", "ES256").doesNotContain("none");
        return names.stream()
                .flatMap(name -> SigningAlgorithm.of(name).stream())
                .toList();
    }

    private NimbusClient client(String algorithm) throws Exception {
        return new NimbusClient(
                issuer,
                new ClientSecretBasic(
                        new ClientID("signed-" + algorithm), new Secret(PackagedProgram.secret(algorithm))),
                PackagedProgram.redirectUri(algorithm));
    }
}
