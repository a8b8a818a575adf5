package dev.limen.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
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

/** When things end. */
@QuarkusTest
class LifetimeTest {

    private final URI provider = Provider.uri();
    private final RelyingParty intranet = RelyingParty.intranet(provider);
    private final UserAgent browser = new UserAgent(provider);

    @Inject
    TestClock clock;

    @AfterEach
    void presentAgain() {
        clock.reset();
    }

    @Test
    void aCodeEndsAfterAMinute() {
        Request inTime = intranet.request("openid");
        Map<String, String> answer = People.ALICE.authorize(browser, inTime);
        clock.advance(Duration.ofSeconds(55));
        inTime.redeem(answer).then().statusCode(200);

        Request late = intranet.request("openid");
        Map<String, String> lateAnswer = People.ALICE.authorize(browser, late);
        clock.advance(Duration.ofSeconds(61));
        late.redeem(lateAnswer).then().statusCode(400);
    }

    @Test
    void anAccessTokenEndsAfterFiveMinutes() {
        JsonPath tokens = tokens("openid");
        clock.advance(Duration.ofSeconds(295));
        assertThat(userinfo(tokens)).isEqualTo(200);
        clock.advance(Duration.ofSeconds(6));
        assertThat(userinfo(tokens)).isEqualTo(401);
    }

    @Test
    void aRefreshTokenOfASessionEndsWithIt() {
        JsonPath tokens = tokens("openid");
        clock.advance(Duration.ofHours(23));
        String next = refreshed(tokens.getString("refresh_token"));
        clock.advance(Duration.ofHours(2));
        intranet.refresh(next).then().statusCode(400);
    }

    @Test
    void anOfflineRefreshTokenEndsWhenIdleAndAtTheLatestAfterItsLifetime() {
        String idle = tokens("openid offline_access").getString("refresh_token");
        clock.advance(Duration.ofDays(15));
        intranet.refresh(idle).then().statusCode(400);

        String used = tokens("openid offline_access").getString("refresh_token");
        for (int day = 0; day < 88; day += 11) {
            clock.advance(Duration.ofDays(11));
            used = refreshed(used);
        }
        clock.advance(Duration.ofDays(3));
        intranet.refresh(used).then().statusCode(400);
    }

    @Test
    void theGraceForALostAnswerIsShort() {
        String first = tokens("openid").getString("refresh_token");
        String second = refreshed(first);
        clock.advance(Duration.ofSeconds(9));
        assertThat(refreshed(first)).isEqualTo(second);
        clock.advance(Duration.ofSeconds(2));
        intranet.refresh(first).then().statusCode(400);
        intranet.refresh(second).then().statusCode(400);
    }

    @Test
    void maxAgeAsksAgainAndTellsWhen() {
        tokens("openid");
        clock.advance(Duration.ofMinutes(10));
        assertThat(browser.get(intranet.request("openid").with("max_age", "900").uri())
                        .elsewhere())
                .isTrue();
        assertThat(browser.get(intranet.request("openid").with("max_age", "300").uri())
                        .page())
                .isEqualTo("login");
        assertThat(RelyingParty.answer(browser.get(intranet.request("openid")
                        .with("max_age", "300")
                        .with("prompt", "none")
                        .uri())))
                .containsEntry("error", "login_required");
    }

    @Test
    void anAttemptThatWaitsTooLongIsOver() {
        var login = browser.get(intranet.request("openid").uri());
        clock.advance(Duration.ofMinutes(61));
        assertThat(People.ALICE.signIn(browser, login).page()).isEqualTo("error");
    }

    private JsonPath tokens(String scope) {
        Request request = intranet.request(scope);
        return request.redeem(People.ALICE.authorize(browser, request))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String refreshed(String refreshToken) {
        return intranet.refresh(refreshToken).then().statusCode(200).extract().path("refresh_token");
    }

    private int userinfo(JsonPath tokens) {
        return given().auth()
                .oauth2(tokens.getString("access_token"))
                .get(provider.resolve("/userinfo"))
                .statusCode();
    }
}
