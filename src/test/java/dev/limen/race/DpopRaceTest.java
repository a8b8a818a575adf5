package dev.limen.race;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.DpopKey;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.Race;
import dev.limen.support.RelyingParty;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** S6: one of many wins with one proof of possession. */
@QuarkusTest
class DpopRaceTest {

    private static final int THREADS = 64;
    private static final URI PROVIDER = Provider.uri();

    private final DpopKey key = DpopKey.generate();

    @Test
    void oneOfManyGetsATokenForOneProof() throws Exception {
        RelyingParty robot = RelyingParty.robot(PROVIDER)
                .sending(key.proof("POST", PROVIDER.resolve("/token")).jwt());
        onlyOneWins(Race.of(THREADS, () -> robot.token(Map.of("grant_type", "client_credentials"))), 400);
    }

    @Test
    void oneOfManyReadsUserinfoWithOneProof() throws Exception {
        String token = new Visitor(PROVIDER, People.ALICE)
                .accessToken(RelyingParty.keyed(PROVIDER).proving(key), "openid");
        String proof = key.forUserinfo(PROVIDER, token);
        onlyOneWins(
                Race.of(THREADS, () -> given().header("Authorization", "DPoP " + token)
                        .header("DPoP", proof)
                        .get(PROVIDER.resolve("/userinfo"))),
                401);
    }

    private static void onlyOneWins(List<Response> responses, int refused) {
        assertThat(responses.stream().filter(response -> response.statusCode() == 200))
                .hasSize(1);
        assertThat(responses.stream().filter(response -> response.statusCode() != 200))
                .hasSize(THREADS - 1)
                .allSatisfy(response -> {
                    assertThat(response.statusCode()).isEqualTo(refused);
                    assertThat(response.jsonPath().getString("error")).isEqualTo("invalid_dpop_proof");
                });
    }
}
