package dev.limen.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.proof.RequiredNonceTest;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.Race;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Without a grace period: the second use of a refresh token ends the family. */
@QuarkusTest
@TestProfile(RequiredNonceTest.Required.class)
class NoGraceRaceTest {

    private static final int THREADS = 64;

    private final URI provider = Provider.uri();
    private final RelyingParty intranet = RelyingParty.intranet(provider);

    @Test
    void oneOfManyUsesARefreshTokenAndTheFamilyDies() throws Exception {
        Request request = intranet.request("openid");
        String refreshToken = request.redeem(People.ALICE.authorize(new UserAgent(provider), request))
                .then()
                .statusCode(200)
                .extract()
                .path("refresh_token");

        List<Response> responses = Race.of(THREADS, () -> intranet.refresh(refreshToken));

        List<Response> winners =
                responses.stream().filter(r -> r.statusCode() == 200).toList();
        assertThat(winners).hasSize(1);
        assertThat(responses.stream().filter(r -> r.statusCode() == 400)).hasSize(THREADS - 1);
        intranet.refresh(winners.getFirst().jsonPath().getString("refresh_token"))
                .then()
                .statusCode(400);
    }
}
