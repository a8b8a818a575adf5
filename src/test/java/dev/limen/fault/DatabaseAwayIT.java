package dev.limen.fault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.limen.support.People;
import dev.limen.support.Program;
import dev.limen.support.RelyingParty;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import dev.limen.support.Visitor;
import io.restassured.response.Response;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S7: the database goes away under load, and comes back. */
@Tag("programs")
class DatabaseAwayIT {

    private static final Duration AWAY = Duration.ofSeconds(10);

    /** Nobody waits so long but a machine with much else to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void errorsAre503NothingIsLostAndNobodyRestartsAnything(@TempDir Path directory) throws Exception {
        try (ExternalPostgres database = ExternalPostgres.startIn(directory);
                Program program = Program.start(Realm.with(database.settings()));
                Load load = Load.on(program.uri())) {
            String before =
                    new Visitor(program.uri(), People.CAROL).accessToken(RelyingParty.web(program.uri()), "openid");
            load.awaitRich();

            Instant gone = Instant.now();
            database.stop();
            await().atMost(PATIENCE).until(() -> program.status("/q/health/ready") == 503);
            assertThat(program.status("/q/health/live")).isEqualTo(200);
            assertEveryEndpointSaysSo(program.uri(), before);
            await().atMost(AWAY.plus(PATIENCE)).until(() -> Instant.now().isAfter(gone.plus(AWAY)));
            assertThat(load.ledger().countRefused()).isPositive();

            int told = load.ledger().entries();
            database.start();
            await().atMost(PATIENCE).until(() -> load.ledger().entries() > told + 20);
            assertThat(program.status("/q/health/ready")).isEqualTo(200);
            load.stop();

            assertThat(load.ledger().refusals()).allMatch(refusal -> refusal.status() == 503 && refusal.retryAfter());
            assertThat(load.ledger().countUnanswered()).isZero();
            load.ledger().assertKept();
            load.assertEverybodyIsStillSignedIn();
            assertThat(program.alive()).isTrue();
            given().auth()
                    .oauth2(before)
                    .get(program.uri().resolve("/userinfo"))
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void aDatabaseThatStartsLaterIsWaitedFor(@TempDir Path directory) throws Exception {
        try (ExternalPostgres database = ExternalPostgres.startIn(directory)) {
            Map<String, String> settings = database.settings();
            database.stop();
            try (Program program = Program.launch(settings)) {
                await().atMost(PATIENCE).until(() -> program.output().contains("Retrying"));
                database.start();
                program.awaitReady();
            }
        }
    }

    private static void assertEveryEndpointSaysSo(URI provider, String token) {
        RelyingParty web = RelyingParty.web(provider);
        assertUnavailable(given().auth().oauth2(token).get(provider.resolve("/userinfo")));
        assertUnavailable(web.post("/introspect", Map.of("token", token)));
        assertUnavailable(web.post("/revoke", Map.of("token", token)));
        assertUnavailable(web.refresh("no-such-token"));
        Visit page = new UserAgent(provider).get(web.request("openid").uri());
        assertThat(page.page()).isEqualTo("error");
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.response().headers().firstValue("Retry-After")).isPresent();
        given().get(provider.resolve("/jwks")).then().statusCode(200);
        given().get(provider + "/.well-known/openid-configuration").then().statusCode(200);
    }

    private static void assertUnavailable(Response answer) {
        answer.then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("error", equalTo("temporarily_unavailable"));
    }
}
