package dev.limen.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files of one database cluster: its home holds the server's data, its log and the passwords of the two roles.
 *
 * @param home the directory that holds them
 */
record Cluster(Path home) {
    static final String SUPERUSER = "postgres";

    /** The role of the program, which owns its database and nothing more; the database has the same name. */
    static final String ROLE = "limen";

    private static final int PASSWORD_BYTES = 32;

    Path data() {
        return home.resolve("data");
    }

    Path log() {
        return home.resolve("server.log");
    }

    String password() throws IOException {
        return Files.readString(passwordFile(ROLE));
    }

    String superuserPassword() throws IOException {
        return Files.readString(passwordFile(SUPERUSER));
    }

    private Path passwordFile(String role) {
        return home.resolve(role + ".password");
    }

    /**
     * Makes the cluster, unless that was done before. The home gets its name last, so that a start which was broken off
     * leaves nothing half made behind.
     */
    void createOnce(Path bin) throws IOException {
        if (Files.isDirectory(home)) {
            return;
        }
        Cluster unfinished = new Cluster(home.resolveSibling(home.getFileName() + ".new"));
        ServerArchive.deleteTree(unfinished.home);
        Files.createDirectories(unfinished.home, DataDirectory.PRIVATE_DIRECTORY);
        unfinished.create(bin);
        Files.move(unfinished.home, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private void create(Path bin) throws IOException {
        String password = newPassword();
        writePrivately(passwordFile(SUPERUSER), newPassword());
        writePrivately(passwordFile(ROLE), password);
        ServerCommand command = new ServerCommand(bin, ServerAccount.forFilesIn(home));
        // the builtin locale does not change its order of strings when the C library of the machine does
        command.run(
                        "initdb",
                        "--pgdata=" + data(),
                        "--username=" + SUPERUSER,
                        "--pwfile=" + passwordFile(SUPERUSER),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C")
                .orThrow("Creating the embedded database");
        String sql = "CREATE ROLE " + ROLE + " LOGIN PASSWORD '" + password + "'\nCREATE DATABASE " + ROLE + " OWNER "
                + ROLE + "\n";
        command.runWithInput(sql, "postgres", "--single", "-D", data().toString(), "-c", "exit_on_error=on", SUPERUSER)
                .orThrow("Creating the role of the embedded database");
    }

    /** Writes the server's settings anew, as they are this program's and not an operator's. */
    void configure(int port, Map<String, String> further) throws IOException {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "listen_addresses", "127.0.0.1",
                "port", String.valueOf(port),
                "unix_socket_directories", "",
                "password_encryption", "scram-sha-256",
                "timezone", "UTC",
                "log_timezone", "UTC",
                // the log must not repeat values: no statements, no DETAIL lines
                "log_min_error_statement", "panic",
                "log_error_verbosity", "terse"));
        settings.putAll(further);
        StringBuilder text = new StringBuilder("# written by Limen at each start; changes here are lost\n");
        settings.forEach((name, value) -> text.append(name)
                .append(" = '")
                .append(value.replace("'", "''"))
                .append("'\n"));
        Files.writeString(data().resolve("postgresql.conf"), text);
        Files.writeString(data().resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
    }

    private static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, options, DataDirectory.PRIVATE_FILE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
