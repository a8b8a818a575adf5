package dev.limen.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.protocol.ClientMetadata;
import dev.limen.support.ClientAssertion;
import dev.limen.support.Fapi2;
import dev.limen.support.Provider;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** FAPI 2.0 Security Profile, section 5.3.2.1: the audience is the issuer, as one string. */
@QuarkusTest
@TestProfile(Fapi2.class)
class AssertionAudienceTest {

    private static final URI ISSUER = Provider.uri();

    @Inject
    Clients clients;

    @Test
    void isTheIssuerAlone() {
        SigningPair pair = SigningPair.generate(SigningAlgorithm.ES256);
        clients.store(new ClientRegistration(
                "fapi",
                Optional.empty(),
                ClientMetadata.of(Map.of(
                        "token_endpoint_auth_method", "private_key_jwt",
                        "grant_types", List.of("client_credentials"),
                        "jwks", Map.of("keys", List.of(pair.publicJwk())))),
                Optional.empty()));
        assertThat(revoke(pair, ISSUER.toString())).isEqualTo(200);
        assertThat(revoke(pair, ISSUER + "/token")).isEqualTo(401);
        assertThat(revoke(pair, List.of(ISSUER.toString()))).isEqualTo(401);
    }

    private static int revoke(SigningPair pair, Object audience) {
        return given().formParam("token", "x")
                .formParam("client_assertion_type", ClientAssertion.TYPE)
                .formParam(
                        "client_assertion",
                        ClientAssertion.of("fapi", ISSUER).with("aud", audience).signed("ES256", pair.privateKey()))
                .post("/revoke")
                .statusCode();
    }
}
