package dev.limen.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of this program's own, running as a child beside it.
 *
 * <p>It listens on the loopback address alone, on a free port, and asks for a random password. Its files survive a
 * restart; after a {@code kill -9} of the program the server runs on, and the next start stops it before it starts
 * anew.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final int START_ATTEMPTS = 5;

    /** Seconds; recovery after a crash may read much of the log again. */
    private static final String START_PATIENCE = "300";

    /** Seconds that sessions have to end before the server is stopped the hard way, which costs a recovery. */
    private static final String STOP_PATIENCE = "30";

    private final DataDirectory directory;
    private final Cluster cluster;
    private final ServerCommand command;
    private int port;

    private EmbeddedPostgres(DataDirectory directory, Cluster cluster, ServerCommand command) {
        this.directory = directory;
        this.cluster = cluster;
        this.command = command;
    }

    /**
     * Starts the server on a data directory, which is made when it is missing, and waits until it answers.
     *
     * @throws StorageException if another process runs on the directory, or the server does not start
     */
    public static EmbeddedPostgres start(Path dataDirectory) {
        return start(dataDirectory, Map.of());
    }

    /**
     * The same with further server settings.
     *
     * @param settings names and values as in {@code postgresql.conf}
     */
    public static EmbeddedPostgres start(Path dataDirectory, Map<String, String> settings) {
        ServerArchive.require();
        DataDirectory directory = DataDirectory.claim(dataDirectory);
        try {
            return prepare(directory).started(settings);
        } catch (IOException e) {
            directory.close();
            throw new StorageException("The embedded PostgreSQL cannot be set up in " + directory.root() + ": " + e, e);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static EmbeddedPostgres prepare(DataDirectory directory) throws IOException {
        Path server = directory.server(ServerArchive.VERSION);
        ServerArchive.unpackTo(server);
        Path bin = server.resolve("bin");
        Cluster cluster = new Cluster(directory.clusterHome(ServerArchive.MAJOR_VERSION));
        cluster.createOnce(bin);
        ServerCommand command = new ServerCommand(bin, ServerAccount.forFilesIn(cluster.home()));
        return new EmbeddedPostgres(directory, cluster, command);
    }

    private EmbeddedPostgres started(Map<String, String> settings) throws IOException {
        stopLeftover();
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            cluster.configure(port, settings);
            Files.deleteIfExists(cluster.log());
            ServerCommand.Result result =
                    control("start", "--wait", "--timeout=" + START_PATIENCE, "--log=" + cluster.log());
            if (!result.failed()) {
                return this;
            }
            String log = Files.exists(cluster.log()) ? Files.readString(cluster.log()) : "";
            if (attempt == START_ATTEMPTS || !passes(log)) {
                throw new StorageException("The embedded PostgreSQL did not start: "
                        + result.output().strip() + "\n" + log.strip());
            }
            pause();
        }
    }

    /** Whether a failure to start is one that goes away: the port was taken meanwhile, or old sessions are still ending. */
    private static boolean passes(String log) {
        return Stream.of("Address already in use", "pre-existing shared memory block")
                .anyMatch(log::contains);
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("Interrupted while the embedded PostgreSQL started", e);
        }
    }

    /**
     * Stops the server that a killed program has left. The claim on the directory proves that no living program needs
     * it.
     */
    private void stopLeftover() throws IOException {
        Path pidFile = cluster.data().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        if (isServer(pid)) {
            stopServer();
        } else if (ProcessHandle.of(pid).isPresent()) {
            // the number went to another program after a crash, which the server would take for itself and refuse
            Files.delete(pidFile);
        }
    }

    private boolean isServer(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().commandLine())
                .filter(line -> line.contains(cluster.data().toString()))
                .isPresent();
    }

    private void stopServer() {
        if (control("stop", "--wait", "--timeout=" + STOP_PATIENCE, "--mode=fast")
                .failed()) {
            control("stop", "--wait", "--timeout=" + STOP_PATIENCE, "--mode=immediate")
                    .orThrow("Stopping the embedded PostgreSQL");
        }
    }

    private ServerCommand.Result control(String action, String... options) {
        String[] arguments = Stream.concat(Stream.of(action, "--pgdata=" + cluster.data()), Stream.of(options))
                .toArray(String[]::new);
        return command.run("pg_ctl", arguments);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The URL of the program's database. */
    public String jdbcUrl() {
        return jdbcUrl(Cluster.ROLE);
    }

    /** The URL of a database of this server. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The role that owns the program's database, and may nothing else. */
    public String username() {
        return Cluster.ROLE;
    }

    /** The password of {@link #username()}. */
    public String password() {
        return read(cluster::password);
    }

    /** The password of the server's superuser {@code postgres}, for maintenance and tests. */
    public String superuserPassword() {
        return read(cluster::superuserPassword);
    }

    private interface Reading {
        String read() throws IOException;
    }

    private static String read(Reading reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new StorageException("The password of the embedded PostgreSQL cannot be read: " + e, e);
        }
    }

    /** Stops the server, which ends its sessions, and gives the directory back. A second call does nothing. */
    @Override
    public void close() {
        if (!directory.claimed()) {
            return;
        }
        if (Files.exists(cluster.data().resolve("postmaster.pid"))) {
            stopServer();
        }
        directory.close();
    }
}
