package dev.limen.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * The packaged program, jar or native executable, as an operator runs it: a process of its own, which knows the settings
 * given here and no others. What it says is kept in {@code target/programs}.
 */
public final class Program implements AutoCloseable {

    private static final Path TARGET = Path.of("target");
    private static final Duration START = Duration.ofMinutes(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Map<String, String> settings;
    private final URI uri;
    private final Path output;
    private final Path errors;
    private final Process process;

    /** How a program ended: its exit code, and all that it said. */
    public record Ended(int code, String output, String errors) {}

    private Program(Map<String, String> settings, List<String> arguments) {
        this.settings = settings;
        this.uri = URI.create("http://127.0.0.1:" + settings.get("QUARKUS_HTTP_PORT"));
        try {
            Path logs = Files.createDirectories(TARGET.resolve("programs"));
            this.output = Files.createTempFile(logs, "program-", ".out");
            this.errors = Files.createTempFile(logs, "program-", ".err");
            this.process = builder(arguments).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder builder(List<String> arguments) throws IOException {
        List<String> command = command();
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LIMEN_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(settings);
        return builder;
    }

    /** What the last build has made, as the framework's own integration tests find it. */
    private static List<String> command() throws IOException {
        Properties artifact = new Properties();
        try (var reader = Files.newBufferedReader(TARGET.resolve("quarkus-artifact.properties"))) {
            artifact.load(reader);
        }
        String path = TARGET.resolve(artifact.getProperty("path")).toString();
        if (artifact.getProperty("type").equals("native")) {
            return new ArrayList<>(List.of(path));
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // most of these programs live for seconds, in which the second compiler costs more than it saves
        return new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-jar", path));
    }

    /**
     * Starts it on a free port of its own, which is also its issuer where the settings name none.
     *
     * @param settings names of properties or of environment variables
     */
    public static Program launch(Map<String, String> settings) {
        return new Program(completed(settings), List.of());
    }

    /** Starts it, and waits until it is ready. */
    public static Program start(Map<String, String> settings) {
        return launch(settings).awaitReady();
    }

    /** Starts it with a command or with settings that it cannot go on with, and waits for its end. */
    public static Ended run(Map<String, String> settings, String... arguments) {
        try (Program program = new Program(completed(settings), List.of(arguments))) {
            return program.awaitEnd();
        }
    }

    /** A start with the same settings, on the same port, of a program that has ended. */
    public Program startAgain() {
        return new Program(settings, List.of()).awaitReady();
    }

    /** Waits until it may be asked. */
    public Program awaitReady() {
        await().atMost(START)
                .pollInterval(Duration.ofMillis(100))
                .failFast("the program runs", this::requireAlive)
                .ignoreExceptionsMatching(IOException.class::isInstance)
                .until(() -> status("/q/health/ready") == 200);
        return this;
    }

    private void requireAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("it has ended: " + read(output) + read(errors));
        }
    }

    /** The status that a GET of this path is answered with. */
    public int status(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve(path))
                .timeout(Duration.ofSeconds(40))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where it listens. */
    public URI uri() {
        return uri;
    }

    /** What it has said so far. */
    public String output() {
        return read(output);
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** {@code SIGTERM}; does not wait for the end. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for its end. */
    public Ended awaitEnd() {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new AssertionError("it does not end: " + read(output) + read(errors));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Ended(process.exitValue(), read(output), read(errors));
    }

    /** Ends it, if it has not ended, as an operator would. */
    @Override
    public void close() {
        terminate();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A port that nobody listens on. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> completed(Map<String, String> settings) {
        String port = String.valueOf(freePort());
        Map<String, String> environment = new HashMap<>(Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                port,
                "QUARKUS_LOG_CONSOLE_JSON_ENABLED",
                "false",
                "LIMEN_ISSUER",
                "http://127.0.0.1:" + port));
        settings.forEach((name, value) ->
                environment.put(name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), value));
        return environment;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
