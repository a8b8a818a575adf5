package dev.limen.fault;

import dev.limen.storage.EmbeddedPostgres;
import dev.limen.support.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** A PostgreSQL server at a fixed address, which a test stops and starts while the program runs. */
final class ExternalPostgres implements AutoCloseable {

    private static final byte[] MASTER_KEY = "a master key of the fault tests!".getBytes(StandardCharsets.US_ASCII);

    private final Path directory;
    private final int port = Program.freePort();
    private EmbeddedPostgres server;

    private ExternalPostgres(Path directory) {
        this.directory = directory;
    }

    static ExternalPostgres startIn(Path directory) {
        ExternalPostgres postgres = new ExternalPostgres(directory);
        postgres.start();
        return postgres;
    }

    void start() {
        server = EmbeddedPostgres.start(directory, Map.of("port", String.valueOf(port)));
    }

    void stop() {
        server.close();
    }

    /** What a program needs to use it. */
    Map<String, String> settings() {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://127.0.0.1:" + port + "/limen",
                "quarkus.datasource.username",
                server.username(),
                "quarkus.datasource.password",
                server.password(),
                "limen.master-key",
                masterKey());
    }

    /** What opens the secrets of the databases of these tests. */
    static String masterKey() {
        return Base64.getEncoder().encodeToString(MASTER_KEY);
    }

    @Override
    public void close() {
        stop();
    }
}
