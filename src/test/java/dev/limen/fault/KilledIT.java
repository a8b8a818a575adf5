package dev.limen.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limen.fault.SingleUse.Presentation;
import dev.limen.support.LogoutEndpoint;
import dev.limen.support.People;
import dev.limen.support.PostgresResource;
import dev.limen.support.Program;
import dev.limen.support.UserAgent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S7: after {@code kill -9} under load and a start, every token that was answered works, and a revoked one does not. */
@Tag("programs")
class KilledIT {

    @Test
    void nothingIsLostOnTheEmbeddedDatabase(@TempDir Path directory) {
        assertNothingIsLost(Map.of("LIMEN_DATA_DIR", directory.toString()));
    }

    @Test
    void nothingIsLostOnAnExternalDatabase() {
        assertNothingIsLost(new PostgresResource().start());
    }

    /** S6: what was used once stays used, and what was not is still good. */
    @Test
    void whatWasUsedOnceStaysUsed(@TempDir Path directory) {
        try (Program program = Program.start(Realm.with(Map.of("LIMEN_DATA_DIR", directory.toString())))) {
            URI issuer = program.uri();
            Map<SingleUse, Presentation> unused = prepare(issuer);
            Map<SingleUse, Presentation> used = prepare(issuer);
            used.forEach((kind, one) ->
                    assertThat(one.to(issuer).statusCode()).as(kind.name()).isEqualTo(200));
            program.kill();
            try (Program _ = program.startAgain()) {
                used.forEach((kind, one) ->
                        assertThat(one.to(issuer)).as(kind.name()).matches(kind::refused));
                unused.forEach((kind, one) ->
                        assertThat(one.to(issuer).statusCode()).as(kind.name()).isEqualTo(200));
            }
        }
    }

    /** Whoever was not told before the kill is told after the start. */
    @Test
    void noEndOfASessionIsForgotten(@TempDir Path directory) {
        try (LogoutEndpoint endpoint = new LogoutEndpoint().answering(503);
                Program program = Program.start(
                        Realm.with(Map.of("LIMEN_DATA_DIR", directory.toString(), Realm.TOLD_AT, endpoint.uri())))) {
            UserAgent browser = new UserAgent(program.uri());
            People.BOB.authorize(browser, Realm.toldClient(program.uri()).request("openid"));
            browser.press(browser.get("/logout"), "#sign-out");
            await().until(() -> !endpoint.received().isEmpty());
            program.kill();
            int before = endpoint.received().size();
            endpoint.answering(200);
            try (Program _ = program.startAgain()) {
                // the lease of the call that the kill broke off
                await().atMost(Duration.ofSeconds(40))
                        .until(() -> endpoint.received().size() == before + 1);
            }
        }
    }

    private static Map<SingleUse, Presentation> prepare(URI issuer) {
        return Arrays.stream(SingleUse.values())
                .collect(Collectors.toMap(Function.identity(), kind -> kind.prepare(issuer)));
    }

    private static void assertNothingIsLost(Map<String, String> settings) {
        try (Program program = Program.start(Realm.with(settings));
                Load load = Load.on(program.uri())) {
            load.awaitRich();
            program.kill();
            load.stop();
            assertThat(load.ledger().countUnanswered()).isPositive();
            assertThat(load.ledger().refusals()).isEmpty();
            try (Program _ = program.startAgain()) {
                load.ledger().assertKept();
                load.assertEverybodyIsStillSignedIn();
            }
        }
    }
}
