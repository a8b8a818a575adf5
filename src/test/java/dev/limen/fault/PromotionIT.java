package dev.limen.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limen.support.Program;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The primary of the database is lost under load, and its standby promoted. */
@Tag("programs")
class PromotionIT {

    /** Between the end of the promotion and the first answers: two looks for a primary, on a machine with much else to do. */
    private static final Duration SOON = Duration.ofSeconds(8);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void errorsLastNoLongerThanThePromotionAndNothingIsLost(@TempDir Path directory) throws Exception {
        try (ReplicatedPostgres database = ReplicatedPostgres.startIn(directory);
                Program program = Program.start(Realm.with(database.settings()));
                Load load = Load.on(program.uri())) {
            load.awaitRich();

            database.losePrimary();
            await().atMost(PATIENCE).until(() -> load.ledger().countRefused() > 0);
            await().atMost(PATIENCE).until(() -> program.status("/q/health/ready") == 503);
            database.promoteStandby();

            int told = load.ledger().entries();
            await().atMost(SOON).until(() -> load.ledger().entries() > told + 4);
            int refused = load.ledger().countRefused();
            await().atMost(PATIENCE).until(() -> load.ledger().entries() > told + 40);
            assertThat(load.ledger().countRefused()).as("no more of them").isEqualTo(refused);
            assertThat(program.status("/q/health/ready")).isEqualTo(200);
            load.stop();

            assertThat(load.ledger().refusals()).allMatch(refusal -> refusal.status() == 503 && refusal.retryAfter());
            assertThat(load.ledger().countUnanswered()).isZero();
            load.ledger().assertKept();
            load.assertEverybodyIsStillSignedIn();
        }
    }
}
