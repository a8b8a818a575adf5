package dev.limen.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.UserAgent;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code /q/metrics} promises to those who watch Limen (docs/configuration.md, "Metrics"). */
@QuarkusTest
class MetricsTest {

    private final URI provider = Provider.uri();
    private final RelyingParty web = RelyingParty.web(provider);

    @Test
    void signInsAreCountedByOutcome() {
        double welcome = value("limen_signins_total{outcome=\"welcome\"}");
        double refused = value("limen_signins_total{outcome=\"refused\"}");

        UserAgent browser = new UserAgent(provider);
        UserAgent.Visit login = browser.get(web.request("openid").uri());
        UserAgent.Visit again =
                browser.press(login, "#sign-in", Map.of("username", "nobody-at-all", "password", "wrong-password"));
        People.BOB.signIn(browser, again);

        assertThat(value("limen_signins_total{outcome=\"welcome\"}")).isEqualTo(welcome + 1);
        assertThat(value("limen_signins_total{outcome=\"refused\"}")).isEqualTo(refused + 1);
    }

    @Test
    void tokensAreCountedByGrantAndOutcome() {
        String issued = "limen_token_requests_total{grant_type=\"authorization_code\",outcome=\"issued\"}";
        String refused = "limen_token_requests_total{grant_type=\"refresh_token\",outcome=\"invalid_grant\"}";
        double issuedBefore = value(issued);
        double refusedBefore = value(refused);

        RelyingParty.Request request = RelyingParty.intranet(provider).request("openid");
        request.redeem(People.BOB.authorize(new UserAgent(provider), request))
                .then()
                .statusCode(200);
        web.refresh("no-such-token").then().statusCode(400);
        web.token(Map.of("grant_type", "made-up-by-a-stranger")).then().statusCode(400);

        assertThat(value(issued)).isEqualTo(issuedBefore + 1);
        assertThat(value(refused)).isEqualTo(refusedBefore + 1);
        assertThat(metrics()).doesNotContain("made-up-by-a-stranger");
    }

    @Test
    void passwordHashesAndTheirQueueAreSeen() {
        assertThat(metrics())
                .contains("limen_password_hash_queue ")
                .contains("limen_password_hash_refused_total ")
                .contains("limen_password_hash_seconds_bucket{le=\"0.1\"}")
                .contains("limen_password_hash_wait_seconds_bucket{le=\"0.1\"}");
    }

    @Test
    void theLengthOfAccessTokensIsSeen() {
        assertThat(metrics())
                .contains("limen_access_token_bytes_count ")
                .contains("limen_access_token_bytes_bucket{le=\"2048.0\"}");
    }

    @Test
    void theAuditTrailAndThePoolAreSeen() {
        assertThat(metrics())
                .contains("limen_audit_queue ")
                .contains("limen_audit_dropped_total ")
                .contains("limen_audit_write_failures_total ")
                .contains("agroal_active_count{")
                .contains("agroal_awaiting_count{");
    }

    @Test
    void requestsHaveALatencyHistogramForEachEndpoint() {
        given().get(provider.resolve("/login/a-handle-of-its-own")).then().statusCode(400);

        String metrics = metrics();
        assertThat(metrics)
                .containsPattern("http_server_requests_seconds_bucket\\{.*uri=\"/login/\\{handle}\".*le=\"0.1\"}")
                .doesNotContain("a-handle-of-its-own");
    }

    @Test
    void noStrangerNamesALabel() {
        given().get(provider.resolve("/a-path-of-its-own")).then().statusCode(404);
        given().urlEncodingEnabled(false)
                .get(provider + "//an-empty-segment-before")
                .then()
                .statusCode(404);
        given().contentType("text/plain")
                .body("x")
                .post(provider.resolve("/login/a-body-of-another-type"))
                .then()
                .statusCode(415);
        given().request("STRANGE", provider.resolve("/token")).then().statusCode(405);
        given().get(provider.resolve("/assets/limen.css")).then().statusCode(200);
        given().get(provider.resolve("/assets/no-such-file.css")).then().statusCode(404);

        assertThat(metrics())
                .contains("uri=\"/assets/{file}\"")
                .contains("uri=\"OTHER\"")
                .contains("method=\"OTHER\"")
                .doesNotContain("of-its-own")
                .doesNotContain("an-empty-segment-before")
                .doesNotContain("of-another-type")
                .doesNotContain("no-such-file")
                .doesNotContain("STRANGE");
    }

    @Test
    void aRequestThatIsBrokenOffHasNoSeries() throws IOException {
        try (Socket socket = new Socket(provider.getHost(), provider.getPort())) {
            socket.getOutputStream()
                    .write("POST /token HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf"
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> value("http_server_active_requests") >= 2);
        }
        await().until(() -> value("http_server_active_requests") == 1);
        assertThat(metrics()).doesNotContain("RESET");
    }

    /** The value of a series, named with its labels or the beginning of it; 0 if there is none yet. */
    private double value(String series) {
        Matcher line = Pattern.compile("^" + Pattern.quote(series) + "(?:\\{[^}]*})? ([0-9.E+-]+)$", Pattern.MULTILINE)
                .matcher(metrics());
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    private String metrics() {
        return given().get(provider.resolve("/q/metrics"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
