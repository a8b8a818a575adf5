package dev.limen.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.Race;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may be used once is used once, however many try at one moment. */
@QuarkusTest
class SingleUseRaceTest {

    private static final int THREADS = 64;

    private final URI provider = Provider.uri();
    private final RelyingParty intranet = RelyingParty.intranet(provider);

    @Test
    void oneOfManyRedeemsACodeAndTheOthersEndWhatItGot() throws Exception {
        Request request = intranet.request("openid");
        Map<String, String> answer = People.ALICE.authorize(new UserAgent(provider), request);

        List<Response> responses = Race.of(THREADS, () -> request.redeem(answer));

        List<Response> winners = with(responses, 200);
        assertThat(winners).hasSize(1);
        assertThat(with(responses, 400)).hasSize(THREADS - 1).allSatisfy(SingleUseRaceTest::isInvalidGrant);
        intranet.refresh(winners.getFirst().jsonPath().getString("refresh_token"))
                .then()
                .statusCode(400);
    }

    /** RFC 9126, section 7.3: each of them could go on, and one does. */
    @Test
    void oneOfManyCompletesAPushedRequest() throws Exception {
        UserAgent browser = new UserAgent(provider);
        People.ALICE.authorize(browser, intranet.request("openid"));
        java.net.URI pushed = intranet.request("openid").pushedUri();

        List<UserAgent.Visit> visits = Race.of(16, () -> browser.get(pushed));

        assertThat(visits)
                .filteredOn(
                        visit -> visit.elsewhere() && visit.address().toString().contains("code="))
                .hasSize(1);
    }

    /** Within the grace period a retry gets what the first one got: one successor, never two. */
    @Test
    void manyUsesOfARefreshTokenAtOneMomentGiveOneSuccessor() throws Exception {
        String refreshToken = refreshToken();

        List<Response> responses = Race.of(THREADS, () -> intranet.refresh(refreshToken));

        List<String> successors = with(responses, 200).stream()
                .map(response -> response.jsonPath().getString("refresh_token"))
                .distinct()
                .toList();
        assertThat(with(responses, 200)).hasSize(THREADS);
        assertThat(successors).hasSize(1).doesNotContain(refreshToken);
        intranet.refresh(successors.getFirst()).then().statusCode(200);
    }

    @Test
    void aRetryAfterTheSuccessorWasUsedEndsTheFamily() {
        String first = refreshToken();
        String second = next(first);
        String third = next(second);

        isInvalidGrant(intranet.refresh(first));
        isInvalidGrant(intranet.refresh(third));
    }

    private String next(String refreshToken) {
        return intranet.refresh(refreshToken).then().statusCode(200).extract().path("refresh_token");
    }

    private String refreshToken() {
        Request request = intranet.request("openid");
        return request.redeem(People.ALICE.authorize(new UserAgent(provider), request))
                .then()
                .statusCode(200)
                .extract()
                .path("refresh_token");
    }

    private static List<Response> with(List<Response> responses, int status) {
        return responses.stream().filter(r -> r.statusCode() == status).toList();
    }

    private static void isInvalidGrant(Response response) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.jsonPath().getString("error")).isEqualTo("invalid_grant");
    }
}
