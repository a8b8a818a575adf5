package dev.limen.ciba;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.config.LimenConfig;
import dev.limen.support.Backchannel;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.TestClock;
import dev.limen.support.UserAgent;
import dev.limen.support.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** CIBA, sections 10.1 and 11. */
@QuarkusTest
class CibaPollingTest {

    private final URI provider = Provider.uri();
    private final RelyingParty bank = RelyingParty.bank(provider);
    private final UserAgent browser = new UserAgent(provider);
    private final Backchannel waiting = Backchannel.begin(bank, People.ALICE, "openid profile offline_access");

    @Inject
    TestClock clock;

    @Inject
    LimenConfig config;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void whoPollsTooFastWaitsFiveSecondsLongerEachTime() {
        clock.stop();
        assertThat(waiting.error()).isEqualTo("authorization_pending");
        clock.advance(Duration.ofSeconds(5));
        assertThat(waiting.error()).isEqualTo("authorization_pending");
        clock.advance(Duration.ofSeconds(4));
        assertThat(waiting.error()).isEqualTo("slow_down");
        clock.advance(Duration.ofSeconds(9));
        assertThat(waiting.error()).isEqualTo("slow_down");
        clock.advance(Duration.ofSeconds(15));
        assertThat(waiting.error()).isEqualTo("authorization_pending");
    }

    @Test
    void whatWasAllowedIsGivenOnce() {
        Backchannel.allow(browser, People.ALICE);
        JsonPath tokens = waiting.poll().then().statusCode(200).extract().jsonPath();
        assertThat(tokens.getString("scope")).isEqualTo("openid profile offline_access");
        JsonPath idToken = Visitor.claims(tokens.getString("id_token"));
        assertThat(idToken.getString("sub")).isEqualTo(People.ALICE.sub());
        assertThat(idToken.getString("aud")).isEqualTo("bank");
        // section 10.3.1: only where tokens are pushed
        assertThat(idToken.getMap(""))
                .containsKeys("auth_time", "acr", "amr")
                .doesNotContainKeys("urn:openid:params:jwt:claim:auth_req_id", "urn:openid:params:jwt:claim:rt_hash");
        assertThat(waiting.error()).isEqualTo("invalid_grant");
        given().auth()
                .oauth2(tokens.getString("access_token"))
                .get(provider.resolve("/userinfo"))
                .then()
                .statusCode(401);
        bank.refresh(tokens.getString("refresh_token")).then().statusCode(400);
    }

    @Test
    void whatWasRefusedIsTold() {
        assertThat(browser.press(Backchannel.page(browser, People.ALICE), "#deny")
                        .page())
                .isEqualTo("approval-denied");
        assertThat(waiting.error()).isEqualTo("access_denied");
        assertThat(waiting.error()).as("as often as it asks").isEqualTo("access_denied");
    }

    @Test
    void aRequestExpiresAllowedOrNot() {
        Backchannel other = Backchannel.begin(bank, People.BOB, "openid");
        Backchannel.allow(browser, People.ALICE);
        clock.advance(config.ciba().lifetime());
        assertThat(waiting.error()).isEqualTo("expired_token");
        assertThat(other.error()).isEqualTo("expired_token");
    }

    @Test
    void theIdOfOneClientIsNothingToAnother() {
        Backchannel.allow(browser, People.ALICE);
        waiting.pollAs(RelyingParty.shop(provider)).then().statusCode(400).body("error", equalTo("invalid_grant"));
        waiting.poll().then().statusCode(200);
    }

    @Test
    void whatIsNoIdIsRefused() {
        for (String id : new String[] {"x", "A".repeat(43)}) {
            bank.token(Map.of("grant_type", "urn:openid:params:grant-type:ciba", "auth_req_id", id))
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_grant"));
        }
        bank.token(Map.of("grant_type", "urn:openid:params:grant-type:ciba"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        waiting.pollAs(RelyingParty.web(provider)).then().statusCode(400).body("error", equalTo("unauthorized_client"));
    }

    /** What was granted for the person's session ends with it. */
    @Test
    void signingOutEndsWhatDidNotAskForMore() {
        Backchannel shortly = Backchannel.begin(bank, People.ALICE, "openid");
        Backchannel.allow(browser, People.ALICE);
        Backchannel.allow(browser, People.ALICE);
        String refreshToken = shortly.poll().then().statusCode(200).extract().path("refresh_token");
        String offline = waiting.poll().then().statusCode(200).extract().path("refresh_token");
        browser.press(browser.get("/logout"), "#sign-out");
        bank.refresh(refreshToken).then().statusCode(400);
        bank.refresh(offline).then().statusCode(200);
    }
}
