import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL of the run's own, on the loopback address, in a directory that goes away at the end. It syncs its log as
 * PostgreSQL does by default. PostgreSQL does not run as root: root starts it as the account {@code postgres}.
 */
record OwnPostgres(Path bin, Path directory, int port, String name) implements Database {

    private static final String ACCOUNT = "postgres";
    private static final String SETTINGS = """
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            max_connections = 200
            shared_buffers = 1GB
            max_wal_size = 8GB
            checkpoint_timeout = 15min
            """;

    static OwnPostgres start(Options options) throws Exception {
        OwnPostgres own = new OwnPostgres(
                Path.of(options.text("postgres", "/usr/lib/postgresql/15/bin")),
                Files.createTempDirectory("limen-bench-postgres"),
                options.number("postgres-port", 18432),
                "limen");
        if (root()) {
            Files.setOwner(own.directory, own.directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(ACCOUNT));
        }
        own.run("", "initdb", "-D", own.data().toString(), "-U", ACCOUNT, "--auth=trust", "--no-locale", "-E", "UTF8");
        Files.writeString(own.data().resolve("postgresql.auto.conf"), SETTINGS + "port = " + own.port + "\n");
        own.run("", "pg_ctl", "-D", own.data().toString(), "-w", "-l", own.directory.resolve("log").toString(), "start");
        Runtime.getRuntime().addShutdownHook(new Thread(own::stop)); // where the run is broken off
        return own.another(own.name);
    }

    /** A further database of the same server. */
    OwnPostgres another(String database) throws Exception {
        run("", "createdb", "-h", "127.0.0.1", "-p", String.valueOf(port), "-U", ACCOUNT, database);
        return new OwnPostgres(bin, directory, port, database);
    }

    /** Runs SQL of a file of this directory; {@code variables} as {@code name=value}. */
    String file(Path sql, String... variables) throws Exception {
        List<String> arguments = new ArrayList<>(psql());
        for (String variable : variables) {
            arguments.addAll(List.of("-v", variable));
        }
        return run(Files.readString(sql), arguments.toArray(String[]::new));
    }

    /** The answer to one query, one row a line. */
    String ask(String sql) throws Exception {
        return run(sql, psql().toArray(String[]::new)).strip();
    }

    private List<String> psql() {
        return List.of("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", String.valueOf(port), "-U", ACCOUNT,
                "-d", name, "-f", "-");
    }

    private String run(String input, String... command) throws Exception {
        List<String> all = new ArrayList<>(root()
                ? List.of("setpriv", "--reuid", ACCOUNT, "--regid", ACCOUNT, "--init-groups")
                : List.of());
        all.add(bin.resolve(command[0]).toString());
        all.addAll(Arrays.asList(command).subList(1, command.length));
        Path output = Files.createTempFile("limen-bench", ".out");
        // a file: the server that is started keeps a pipe open
        Process process = new ProcessBuilder(all).directory(Path.of("/").toFile())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes());
        }
        int code = process.waitFor();
        String text = Files.readString(output);
        Files.delete(output);
        if (code != 0) {
            throw new IOException(command[0] + ": " + text);
        }
        return text;
    }

    private static boolean root() {
        return System.getProperty("user.name").equals("root");
    }

    private Path data() {
        return directory.resolve("data");
    }

    @Override
    public Map<String, String> environment() {
        return GivenDatabase.settings("jdbc:postgresql://127.0.0.1:" + port + "/" + name, ACCOUNT, "none");
    }

    @Override
    public List<Long> pids() {
        return Processes.postgres(data());
    }

    private void stop() {
        if (Files.exists(data().resolve("postmaster.pid"))) {
            try {
                run("", "pg_ctl", "-D", data().toString(), "-m", "immediate", "stop");
            } catch (Exception e) {
                System.err.println(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        Temporary.delete(directory);
    }
}
