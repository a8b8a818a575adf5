package dev.limen.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.Backchannel;
import dev.limen.support.Database;
import dev.limen.support.Device;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.Race;
import dev.limen.support.RelyingParty;
import dev.limen.support.SmallLimits;
import dev.limen.support.TestClock;
import dev.limen.support.UserAgent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody is asked again and again, and nobody fills the server with codes. */
@QuarkusTest
@TestProfile(SmallLimits.class)
class FloodTest {

    private static final int BUDGET = 4;
    private static final int WAITING = 2;

    private final URI provider = Provider.uri();
    private final RelyingParty bank = RelyingParty.bank(provider);

    @Inject
    Database database;

    @Inject
    TestClock clock;

    @BeforeEach
    @AfterEach
    void forget() {
        clock.reset();
        database.execute("delete from throttles");
        database.execute("delete from backchannel_requests");
    }

    private Response ask(People person) {
        return Backchannel.request(bank, Map.of("scope", "openid", "login_hint", person.username()));
    }

    private static void refused(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void soManyRequestsOfAClientWaitForAPersonAndNoMore() {
        for (int i = 0; i < WAITING; i++) {
            ask(People.ALICE).then().statusCode(200);
        }
        refused(ask(People.ALICE));
        ask(People.BOB).then().statusCode(200);
        Backchannel.allow(new UserAgent(provider), People.ALICE);
        ask(People.ALICE).then().statusCode(200);
    }

    @Test
    void notEvenAtOneMoment() throws Exception {
        List<Integer> statuses = Race.of(8, () -> ask(People.ALICE).statusCode());
        assertThat(Collections.frequency(statuses, 200)).isBetween(1, WAITING);
        assertThat(database.count("select count(*) from backchannel_requests")).isBetween(1L, (long) WAITING);
    }

    /** Whoever answers at once is left in peace all the same. */
    @Test
    void aPersonIsAskedSoOftenAndNoMore() {
        clock.stop();
        for (int i = 0; i <= BUDGET; i++) {
            ask(People.ALICE).then().statusCode(200);
            database.execute("delete from backchannel_requests");
        }
        refused(ask(People.ALICE));
        ask(People.BOB).then().statusCode(200);
        clock.advance(Duration.ofHours(1));
        ask(People.ALICE).then().statusCode(200);
    }

    @Test
    void aSourceGetsSoManyCodesForAPublicClientAndNoMore() {
        clock.stop();
        RelyingParty tv = RelyingParty.tv(provider);
        for (int i = 0; i <= BUDGET; i++) {
            Device.request(tv, "openid").then().statusCode(200);
        }
        refused(Device.request(tv, "openid"));
        Device.request(RelyingParty.kiosk(provider), "openid").then().statusCode(200);
        clock.advance(Duration.ofHours(1));
        Device.request(tv, "openid").then().statusCode(200);
    }
}
