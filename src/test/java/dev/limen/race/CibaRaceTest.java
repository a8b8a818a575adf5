package dev.limen.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.Backchannel;
import dev.limen.support.Database;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.Race;
import dev.limen.support.RelyingParty;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backchannel request is decided once and redeemed once, however many try at one moment. */
@QuarkusTest
class CibaRaceTest {

    private static final int THREADS = 64;
    private static final int BROWSERS = 8;

    private final URI provider = Provider.uri();
    private final RelyingParty bank = RelyingParty.bank(provider);

    private record Asked(UserAgent browser, Visit page, String button) {}

    @Inject
    Database database;

    @BeforeEach
    void empty() {
        database.execute("delete from backchannel_requests");
    }

    @Test
    void oneOfManyPollsRedeemsAndTheOthersEndWhatItGot() throws Exception {
        Backchannel waiting = Backchannel.begin(bank, People.ALICE, "openid");
        Backchannel.allow(new UserAgent(provider), People.ALICE);

        List<Response> responses = Race.of(THREADS, waiting::poll);

        List<Response> winners =
                responses.stream().filter(r -> r.statusCode() == 200).toList();
        assertThat(winners).hasSize(1);
        assertThat(responses)
                .filteredOn(r -> r.statusCode() != 200)
                .allSatisfy(r -> assertThat(r.jsonPath().getString("error")).isEqualTo("invalid_grant"));
        bank.refresh(winners.getFirst().jsonPath().getString("refresh_token"))
                .then()
                .statusCode(400);
    }

    @Test
    void oneOfManyAnswersCounts() throws Exception {
        Backchannel waiting = Backchannel.begin(bank, People.ALICE, "openid");
        Queue<Asked> asked = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < BROWSERS; i++) {
            UserAgent browser = new UserAgent(provider);
            asked.add(new Asked(browser, Backchannel.page(browser, People.ALICE), i % 2 == 0 ? "#allow" : "#deny"));
        }

        List<String> pages = Race.of(BROWSERS, () -> {
            Asked one = asked.remove();
            return one.browser().press(one.page(), one.button()).page();
        });

        assertThat(pages).filteredOn(page -> !page.equals("error")).hasSize(1);
        String winner =
                pages.stream().filter(page -> !page.equals("error")).findFirst().orElseThrow();
        assertThat(waiting.poll().statusCode()).isEqualTo(winner.equals("approval-allowed") ? 200 : 400);
    }
}
