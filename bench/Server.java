import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** The program while it runs, and what it and its database cost. */
final class Server implements AutoCloseable {

    static final String PASSWORD = "bench-password-of-everybody";
    /** Of that password, with the cost that is the program's default; so that a start with many people is not slow. */
    static final String PASSWORD_HASH =
            "$argon2id$v=19$m=7168,t=5,p=1$bGltZW4tYmVuY2gtc2FsdA$WL9TbSxdlcaoySpY0/bjIAnVIQhqroPvGWu4TD1Xq1U";

    final URI issuer;
    private final Database database;
    private final Path work;
    private final Process process;
    private final long began;

    private Server(Program program, Database database, int port, int people) throws IOException {
        this.issuer = URI.create("http://127.0.0.1:" + port);
        this.database = database;
        this.work = Files.createTempDirectory("limen-bench");
        Path realm = work.resolve("realm.yaml");
        Files.writeString(realm, Files.readString(Path.of("bench/realm.yaml")) + people(people));
        ProcessBuilder builder = new ProcessBuilder(program.command());
        builder.environment().putAll(database.environment());
        builder.environment().putAll(Map.of(
                "LIMEN_ISSUER", issuer.toString(),
                "LIMEN_REALM_FILE", realm.toString(),
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", String.valueOf(port)));
        builder.redirectErrorStream(true).redirectOutput(work.resolve("log").toFile());
        this.began = System.nanoTime();
        this.process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy)); // where the run is broken off
    }

    /** Starts the program, and returns when it serves. */
    static Server start(Program program, Database database, int port, int people) throws Exception {
        Server server = launch(program, database, port, people);
        server.await(http -> http.get("/.well-known/openid-configuration", Map.of()).status() == 200);
        return server;
    }

    /** Starts the program. */
    static Server launch(Program program, Database database, int port, int people) throws IOException {
        return new Server(program, database, port, people);
    }

    /** Something that works as soon as the program serves. */
    interface Probe {
        boolean works(Http http) throws IOException;
    }

    /** @return how long after the start of the program the probe worked for the first time */
    Duration await(Probe probe) throws IOException {
        while (age().toSeconds() < 60 && process.isAlive()) {
            try (Http http = new Http(issuer)) {
                if (probe.works(http)) {
                    return age();
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        process.destroy();
        throw new IllegalStateException("the program does not answer; see " + work.resolve("log"));
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    static String person(int number) {
        return "person" + number;
    }

    private static String people(int count) {
        StringBuilder people = new StringBuilder();
        IntStream.range(0, count).forEach(i -> people.append("""
                  - username: %s
                    password_hash: %s
                    claims: { name: Person %d, email: person%d@bench.example, email_verified: true }
                """.formatted(person(i), PASSWORD_HASH, i, i)));
        return people.toString();
    }

    /** CPU time of the program and of its database since they began. */
    Duration cpu() {
        List<Long> pids = new ArrayList<>(database.pids());
        pids.add(process.pid());
        return Processes.cpu(pids);
    }

    /** Memory of the program alone, in MiB, see {@link Processes#memory}. */
    long memory(String field) throws IOException {
        return Processes.memory(process.pid(), field);
    }

    /** The sum of what a metric of this name says. */
    double metric(String name) throws IOException {
        try (Http http = new Http(issuer)) {
            return http.get("/q/metrics", Map.of("Accept", "text/plain")).body().lines()
                    .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        process.waitFor();
        Temporary.delete(work);
    }
}
