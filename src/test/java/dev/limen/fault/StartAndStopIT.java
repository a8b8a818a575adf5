package dev.limen.fault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.limen.support.People;
import dev.limen.support.Program;
import dev.limen.support.Program.Ended;
import dev.limen.support.RelyingParty;
import dev.limen.support.Visitor;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the program begins, or does not, and how it ends when it is asked to. */
@Tag("programs")
class StartAndStopIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Of all tests, as making a database takes its time. */
    @TempDir
    static Path data;

    @Test
    void aSecondStartOnTheSameDirectoryIsRefusedInPlainWords() throws Exception {
        try (Program running = start()) {
            Ended refused = Program.run(Map.of("LIMEN_DATA_DIR", data.toString()));
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.errors())
                    .contains("Another Limen (process " + running.pid() + ") is already running on the data directory "
                            + data.toRealPath())
                    .contains("LIMEN_DATA_DIR")
                    .doesNotContain("\tat ");
            assertThat(running.status("/q/health/ready")).isEqualTo(200);
        }
    }

    @Test
    void everyFaultOfTheSettingsIsListedAtOnceAndNothingIsBegun(@TempDir Path empty) {
        Path directory = empty.resolve("data");
        Ended refused = Program.run(Map.of(
                "LIMEN_DATA_DIR", directory.toString(),
                "LIMEN_ISSUER", "http://id.example.com",
                "LIMEN_ISUER", "https://id.example.com",
                "LIMEN_PROFILE", "fapi9",
                "LIMEN_TOKENS_CODE_LIFETIME", "soon",
                "LIMEN_ALLOW_HTTP", "yes"));
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.errors())
                .contains("LIMEN_ISSUER", "LIMEN_ISUER", "LIMEN_PROFILE")
                .contains("LIMEN_TOKENS_CODE_LIFETIME", "LIMEN_ALLOW_HTTP")
                .doesNotContain("\tat ");
        assertThat(directory).doesNotExist();
    }

    @Test
    void aRequestInFlightIsAnsweredBeforeTheDatabaseStops() throws Exception {
        try (Program program = start();
                Connection operator = connect();
                Statement statement = operator.createStatement()) {
            RelyingParty client = RelyingParty.intranet(program.uri());
            String token = new Visitor(program.uri(), People.ALICE)
                    .tokens(client, "openid")
                    .getString("refresh_token");
            operator.setAutoCommit(false);
            statement.execute("lock table refresh_tokens in access exclusive mode");
            CompletableFuture<Response> inFlight = CompletableFuture.supplyAsync(() -> client.refresh(token));
            await().atMost(PATIENCE).until(() -> somebodyWaits(statement));

            program.terminate();
            await().atMost(PATIENCE).until(() -> endsConnections(program));
            assertThat(inFlight).isNotDone();
            long server = serverProcess();
            operator.rollback();

            assertThat(inFlight).succeedsWithin(PATIENCE);
            assertThat(inFlight.join().statusCode()).isEqualTo(200);
            operator.close();
            assertThat(program.awaitEnd().code()).isEqualTo(128 + 15);
            assertThat(runs(server)).as("the embedded server").isFalse();
            assertThat(find("postmaster.pid")).isEmpty();
        }
    }

    private static Program start() {
        return Program.start(Realm.with(Map.of("LIMEN_DATA_DIR", data.toString())));
    }

    /** What shows to others that the end has begun: whoever comes is still answered, but must connect anew. */
    private static boolean endsConnections(Program program) {
        Response answer = given().get(program.uri().resolve("/jwks"));
        return answer.statusCode() == 200 && "close".equals(answer.header("Connection"));
    }

    private static boolean somebodyWaits(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("select count(*) from pg_locks where not granted")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    private static Connection connect() throws Exception {
        String port = serverFile().get(3);
        String password = Files.readString(find("limen.password").getFirst());
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/limen", "limen", password);
    }

    private static long serverProcess() throws IOException {
        return Long.parseLong(serverFile().getFirst());
    }

    /** A process that ended, but that nobody has asked about yet, is still listed, though without its command. */
    private static boolean runs(long process) {
        return ProcessHandle.of(process)
                .flatMap(handle -> handle.info().commandLine())
                .isPresent();
    }

    private static List<String> serverFile() throws IOException {
        return Files.readAllLines(find("postmaster.pid").getFirst());
    }

    private static List<Path> find(String name) throws IOException {
        try (var files = Files.find(data, 5, (path, _) -> path.endsWith(name))) {
            return files.toList();
        }
    }
}
