package dev.limen.fault;

import dev.limen.storage.EmbeddedPostgres;
import dev.limen.support.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Stream;

/** A primary and its standby, which has each commit before it is answered. */
final class ReplicatedPostgres implements AutoCloseable {

    private static final String HBA =
            "host all all 127.0.0.1/32 scram-sha-256\nhost replication all 127.0.0.1/32 scram-sha-256\n";

    private final Path directory;
    private final int primaryPort = Program.freePort();
    private final int standbyPort = Program.freePort();
    private final EmbeddedPostgres primary;
    private final EmbeddedPostgres standby;

    private ReplicatedPostgres(Path directory) throws IOException {
        this.directory = directory;
        Path hba = Files.writeString(Files.createDirectories(directory).resolve("hba.conf"), HBA);
        letRead(hba);
        EmbeddedPostgres.start(first()).close();
        copy(first(), second());
        Files.createFile(second().resolve(data(first())).resolve("standby.signal"));
        primary = EmbeddedPostgres.start(
                first(),
                Map.of(
                        "port", String.valueOf(primaryPort),
                        "hba_file", hba.toString(),
                        "synchronous_standby_names", "standby"));
        standby = EmbeddedPostgres.start(
                second(),
                Map.of(
                        "port", String.valueOf(standbyPort),
                        "hba_file", hba.toString(),
                        "primary_conninfo",
                                "host=127.0.0.1 port=%d user=postgres password=%s application_name=standby"
                                        .formatted(primaryPort, primary.superuserPassword())));
    }

    static ReplicatedPostgres startIn(Path directory) throws IOException {
        return new ReplicatedPostgres(directory.toAbsolutePath());
    }

    private Path first() {
        return directory.resolve("first");
    }

    private Path second() {
        return directory.resolve("second");
    }

    /** The URL that docs/operations.md has, with both of them. */
    Map<String, String> settings() {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/limen?targetServerType=primary&hostRecheckSeconds=2"
                        .formatted(primaryPort, standbyPort),
                "quarkus.datasource.username",
                primary.username(),
                "quarkus.datasource.password",
                primary.password(),
                "limen.master-key",
                ExternalPostgres.masterKey());
    }

    /** Ends the primary as a machine does that loses its power. */
    void losePrimary() throws IOException {
        ProcessHandle.of(primaryProcess()).orElseThrow().destroyForcibly();
    }

    /** Makes the standby the primary; returns when it is. */
    void promoteStandby() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + standbyPort + "/postgres",
                        "postgres",
                        standby.superuserPassword());
                var row = connection.createStatement().executeQuery("select pg_promote()")) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new IllegalStateException("the standby was not promoted");
            }
        }
    }

    private static Path data(Path server) throws IOException {
        try (Stream<Path> files = Files.find(server, 5, (path, _) -> path.endsWith("PG_VERSION"))) {
            return server.relativize(files.map(Path::getParent)
                    .filter(parent -> parent.endsWith("data"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    /** With the rights of the files, which the server insists on. */
    private static void copy(Path from, Path to) throws IOException {
        try {
            int code = new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("cp ended with " + code);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server may run under another account. */
    private void letRead(Path hba) throws IOException {
        for (Path passed = hba; passed.startsWith(directory); passed = passed.getParent()) {
            var permissions = new HashSet<>(Files.getPosixFilePermissions(passed));
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_READ);
            Files.setPosixFilePermissions(passed, permissions);
        }
    }

    @Override
    public void close() {
        try {
            standby.close();
        } finally {
            forgetLostPrimary();
            primary.close();
        }
    }

    /** Nobody can stop a server that is gone. */
    private void forgetLostPrimary() {
        try {
            // a process that nobody has asked about since it ended is listed without its command
            if (ProcessHandle.of(primaryProcess())
                    .flatMap(process -> process.info().commandLine())
                    .isEmpty()) {
                Files.delete(pidFile());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long primaryProcess() throws IOException {
        return Long.parseLong(Files.readAllLines(pidFile()).getFirst().strip());
    }

    private Path pidFile() throws IOException {
        return first().resolve(data(first())).resolve("postmaster.pid");
    }
}
