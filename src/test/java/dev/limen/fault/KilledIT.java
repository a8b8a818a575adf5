package dev.limen.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.PostgresResource;
import dev.limen.support.Program;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S7: after {@code kill -9} under load and a start, every token that was answered works, and a revoked one does not. */
class KilledIT {

    @Test
    void nothingIsLostOnTheEmbeddedDatabase(@TempDir Path directory) {
        assertNothingIsLost(Map.of("LIMEN_DATA_DIR", directory.toString()));
    }

    @Test
    void nothingIsLostOnAnExternalDatabase() {
        assertNothingIsLost(new PostgresResource().start());
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
