import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** The program that is measured, with its embedded database, and what both cost. Linux: it reads /proc. */
final class Server implements AutoCloseable {

    static final int PEOPLE = 64;
    static final String PASSWORD = "bench-password-of-everybody";

    private static final long TICKS_PER_SECOND = 100;

    final URI issuer;
    private final Path work;
    private final Process process;
    final Duration firstAnswer;

    Server(List<String> command, int port, Path realm) throws IOException, InterruptedException {
        issuer = URI.create("http://127.0.0.1:" + port);
        work = Files.createTempDirectory("limen-bench");
        Path people = work.resolve("realm.yaml");
        Files.writeString(people, Files.readString(realm) + people());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of(
                "LIMEN_ISSUER", issuer.toString(),
                "LIMEN_REALM_FILE", people.toString(),
                "LIMEN_DATA_DIR", work.resolve("data").toString(),
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", String.valueOf(port)));
        builder.redirectErrorStream(true).redirectOutput(work.resolve("log").toFile());
        long began = System.nanoTime();
        process = builder.start();
        awaitDiscovery();
        firstAnswer = Duration.ofNanos(System.nanoTime() - began);
    }

    static String person(int number) {
        return "person" + number;
    }

    private static String people() {
        StringBuilder people = new StringBuilder();
        IntStream.range(0, PEOPLE).forEach(i -> people.append("""
                  - username: %s
                    password: %s
                    claims: { name: Person %d, email: person%d@bench.example, email_verified: true }
                """.formatted(person(i), PASSWORD, i, i)));
        return people.toString();
    }

    private void awaitDiscovery() throws InterruptedException {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(issuer.resolve("/.well-known/openid-configuration")).build();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            }
        }
        close();
        throw new IllegalStateException("the program does not answer; see " + work.resolve("log"));
    }

    /** CPU time of the program and of its database since they began. */
    Duration cpu() throws IOException {
        long ticks = 0;
        for (long pid : pids()) {
            ticks += ticks(pid);
        }
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /** Resident memory of the program alone, in MiB. */
    long memory() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    /** The program, the postmaster that its data directory names, and the children of that one. */
    private List<Long> pids() throws IOException {
        List<Long> pids = new ArrayList<>(List.of(process.pid()));
        try (var found = Files.find(work.resolve("data"), 3, (path, kind) -> path.endsWith("postmaster.pid"))) {
            for (Path file : found.toList()) {
                long postmaster = Long.parseLong(Files.readAllLines(file).getFirst().strip());
                pids.add(postmaster);
                ProcessHandle.of(postmaster).ifPresent(p -> p.children().forEach(child -> pids.add(child.pid())));
            }
        }
        return pids;
    }

    /** Its own time, and for a parent that of the children that have ended. */
    private static long ticks(long pid) {
        try {
            String[] fields = Files.readString(Path.of("/proc/" + pid + "/stat")).replaceFirst(".*\\) ", "").split(" ");
            return IntStream.rangeClosed(11, 14).mapToLong(i -> Long.parseLong(fields[i])).sum();
        } catch (IOException gone) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
            try (var files = Files.walk(work)) {
                files.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("left behind: " + work);
        }
    }
}
