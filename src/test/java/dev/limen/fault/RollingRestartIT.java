package dev.limen.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limen.support.Authority;
import dev.limen.support.Nginx;
import dev.limen.support.PostgresResource;
import dev.limen.support.Program;
import dev.limen.support.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes behind nginx are restarted one by one, as docs/operations.md says, and nobody notices. */
@Tag("programs")
class RollingRestartIT {

    private static final Path AROUND_NODE = Path.of("deployment", "nginx", "around-node");
    private static final Duration DELAY = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @Test
    void noRequestFails() throws Exception {
        Tool.require("curl", "curl");
        int one = Program.freePort();
        int two = Program.freePort();
        try (Nginx nginx = Nginx.prepare(directory.resolve("nginx"), Authority.named("a proxy's"), one, two)
                .plain()) {
            Map<String, String> settings = settings(nginx);
            Program first = Program.launch(on(one, settings));
            Program second = Program.launch(on(two, settings));
            try (first;
                    second) {
                first.awaitReady();
                second.awaitReady();
                nginx.start();
                restartBoth(nginx, first, second);
            }
        }
    }

    private void restartBoth(Nginx nginx, Program first, Program second) throws Exception {
        try (Load load = Load.on(nginx.uri())) {
            load.awaitRich();
            Program newFirst = restart(nginx, first);
            Program newSecond = restart(nginx, second);
            try (newFirst;
                    newSecond) {
                int told = load.ledger().entries();
                await().atMost(PATIENCE).until(() -> load.ledger().entries() > told + 20);
                load.stop();
                assertThat(load.ledger().refusals()).isEmpty();
                assertThat(load.ledger().countUnanswered()).isZero();
                load.ledger().assertKept();
                load.assertEverybodyIsStillSignedIn();
                // nobody is there to wait for the delay
                newFirst.kill();
                newSecond.kill();
            }
        }
    }

    /** The command that the script runs leaves the restart to this test, which owns the process. */
    private Program restart(Nginx nginx, Program node) throws Exception {
        Path due = directory.resolve("due-" + node.pid());
        Path done = directory.resolve("done-" + node.pid());
        String wait = "touch '" + due + "'; until [ -e '" + done + "' ]; do sleep 0.1; done";
        ProcessBuilder script = new ProcessBuilder(
                        AROUND_NODE.toString(), node.uri().getAuthority(), "sh", "-c", wait)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("around-node").toFile());
        script.environment().put("NODES", nginx.nodes().toString());
        script.environment().put("RELOAD", nginx.reload());
        Process running = script.start();
        await().atMost(PATIENCE).until(() -> Files.exists(due));
        assertThat(Files.readString(nginx.nodes()))
                .contains("server " + node.uri().getAuthority() + " ", " down;");
        node.terminate();
        await().atMost(DELAY).until(() -> node.status("/q/health/ready") == 503);
        assertThat(node.status("/jwks"))
                .as("it says that it goes, and serves on")
                .isEqualTo(200);
        assertThat(node.awaitEnd().code()).isEqualTo(128 + 15);
        Program again = node.startAgain();
        Files.createFile(done);
        assertThat(running.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(running.exitValue()).as(output()).isZero();
        assertThat(Files.readString(nginx.nodes())).doesNotContain(" down;");
        return again;
    }

    private String output() throws IOException {
        return Files.readString(directory.resolve("around-node"));
    }

    private static Map<String, String> settings(Nginx nginx) {
        Map<String, String> settings = Realm.with(new PostgresResource().start());
        settings.put("LIMEN_ISSUER", nginx.uri().toString());
        settings.put("QUARKUS_SHUTDOWN_DELAY", DELAY.toString());
        return settings;
    }

    private static Map<String, String> on(int port, Map<String, String> settings) {
        Map<String, String> own = new HashMap<>(settings);
        own.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        return own;
    }
}
