package dev.limen.device;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.config.LimenConfig;
import dev.limen.support.Device;
import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.TestClock;
import dev.limen.support.UserAgent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 8628, sections 3.4 and 3.5. */
@QuarkusTest
class PollingTest {

    private final URI provider = Provider.uri();
    private final RelyingParty tv = RelyingParty.tv(provider);
    private final Device device = Device.begin(tv, "openid offline_access");

    @Inject
    TestClock clock;

    @Inject
    LimenConfig config;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void whoKeepsTheIntervalIsToldToWait() {
        for (int i = 0; i < 3; i++) {
            assertThat(device.error()).isEqualTo("authorization_pending");
            clock.advance(Duration.ofSeconds(5));
        }
    }

    @Test
    void whoPollsTooFastWaitsFiveSecondsLongerEachTime() {
        clock.stop();
        assertThat(device.error()).isEqualTo("authorization_pending");
        clock.advance(Duration.ofSeconds(4));
        assertThat(device.error()).isEqualTo("slow_down");
        clock.advance(Duration.ofSeconds(9));
        assertThat(device.error()).isEqualTo("slow_down");
        clock.advance(Duration.ofSeconds(15));
        assertThat(device.error()).isEqualTo("authorization_pending");
        clock.advance(Duration.ofSeconds(14));
        assertThat(device.error()).as("for good, and not for once").isEqualTo("slow_down");
    }

    @Test
    void theNetworksJitterIsNoHaste() {
        clock.stop();
        assertThat(device.error()).isEqualTo("authorization_pending");
        clock.advance(Duration.ofMillis(4600));
        assertThat(device.error()).isEqualTo("authorization_pending");
    }

    @Test
    void whoPollsTooFastGetsTheTokensAllTheSame() {
        device.error();
        device.allow(new UserAgent(provider), People.ALICE);
        device.poll().then().statusCode(200);
    }

    @Test
    void aDeviceThatNobodyAllowedExpires() {
        clock.advance(config.device().codeLifetime());
        assertThat(device.error()).isEqualTo("expired_token");
    }

    @Test
    void aDeviceThatWasAllowedExpiresToo() {
        device.allow(new UserAgent(provider), People.ALICE);
        clock.advance(config.device().codeLifetime());
        assertThat(device.error()).isEqualTo("expired_token");
    }

    @Test
    void theCodeOfOneClientIsNothingToAnother() {
        device.allow(new UserAgent(provider), People.ALICE);
        device.pollAs(RelyingParty.kiosk(provider)).then().statusCode(400).body("error", equalTo("invalid_grant"));
        device.poll().then().statusCode(200);
    }

    @Test
    void aClientWithoutTheGrantIsRefused() {
        device.pollAs(RelyingParty.spa(provider)).then().statusCode(400).body("error", equalTo("unauthorized_client"));
    }

    @Test
    void aSecondUseEndsWhatTheFirstGave() {
        device.allow(new UserAgent(provider), People.ALICE);
        JsonPath tokens = device.poll().then().statusCode(200).extract().jsonPath();
        assertThat(device.error()).isEqualTo("invalid_grant");
        given().auth()
                .oauth2(tokens.getString("access_token"))
                .get(provider.resolve("/userinfo"))
                .then()
                .statusCode(401);
        tv.refresh(tokens.getString("refresh_token")).then().statusCode(400);
    }

    @Test
    void whatIsNoDeviceCodeIsRefused() {
        for (String code : new String[] {"x", "A".repeat(43), device.userCode()}) {
            tv.token(Map.of("grant_type", "urn:ietf:params:oauth:grant-type:device_code", "device_code", code))
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_grant"));
        }
        tv.token(Map.of("grant_type", "urn:ietf:params:oauth:grant-type:device_code"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    /** What was granted for the person's session ends with it; a device that is to stay asks for offline_access. */
    @Test
    void signingOutEndsADeviceThatDidNotAskForMore() {
        UserAgent browser = new UserAgent(provider);
        Device shortly = Device.begin(tv, "openid");
        shortly.allow(browser, People.ALICE);
        device.allow(browser, People.ALICE);
        String refreshToken = shortly.poll().then().statusCode(200).extract().path("refresh_token");
        String offline = device.poll().then().statusCode(200).extract().path("refresh_token");
        browser.press(browser.get("/logout"), "#sign-out");
        tv.refresh(refreshToken).then().statusCode(400);
        tv.refresh(offline).then().statusCode(200);
    }
}
