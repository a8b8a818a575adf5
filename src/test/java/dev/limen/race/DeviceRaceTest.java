package dev.limen.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.Device;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.Race;
import dev.limen.support.RelyingParty;
import dev.limen.support.TestClock;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A device code is decided once and redeemed once, however many try at one moment. */
@QuarkusTest
class DeviceRaceTest {

    private static final int THREADS = 64;
    private static final int BROWSERS = 8;

    private final URI provider = Provider.uri();
    private final RelyingParty tv = RelyingParty.tv(provider);

    @Inject
    TestClock clock;

    private record Asked(UserAgent browser, Visit page, String button) {}

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void oneOfManyPollsRedeemsAndTheOthersEndWhatItGot() throws Exception {
        Device device = Device.begin(tv, "openid");
        device.allow(new UserAgent(provider), People.ALICE);

        List<Response> responses = Race.of(THREADS, device::poll);

        List<Response> winners =
                responses.stream().filter(r -> r.statusCode() == 200).toList();
        assertThat(winners).hasSize(1);
        assertThat(responses)
                .filteredOn(r -> r.statusCode() != 200)
                .allSatisfy(r -> assertThat(r.jsonPath().getString("error")).isEqualTo("invalid_grant"));
        tv.refresh(winners.getFirst().jsonPath().getString("refresh_token"))
                .then()
                .statusCode(400);
    }

    @Test
    void oneOfManyAnswersCounts() throws Exception {
        Device device = Device.begin(tv, "openid");
        Queue<Asked> asked = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < BROWSERS; i++) {
            UserAgent browser = new UserAgent(provider);
            asked.add(new Asked(browser, device.page(browser, People.ALICE), i % 2 == 0 ? "#allow" : "#deny"));
        }

        List<String> pages = Race.of(BROWSERS, () -> {
            Asked one = asked.remove();
            return one.browser().press(one.page(), one.button()).page();
        });

        assertThat(pages).filteredOn(page -> !page.equals("error")).hasSize(1);
        String winner =
                pages.stream().filter(page -> !page.equals("error")).findFirst().orElseThrow();
        assertThat(device.poll().statusCode()).isEqualTo(winner.equals("device-allowed") ? 200 : 400);
    }

    @Test
    void ofPollsAtOneMomentAllButOneAreTooFast() throws Exception {
        clock.stop();
        Device device = Device.begin(tv, "openid");

        List<String> errors = Race.of(16, () -> device.poll().jsonPath().getString("error"));

        assertThat(errors).containsOnlyOnce("authorization_pending");
        assertThat(errors).filteredOn("slow_down"::equals).hasSize(15);
    }
}
